import { Choice, Choices, Email, Text, Whole } from '#libs/web';
import { roles, type Role } from '../identity.public.js';

/** What a colleague will do, and the team of a practitioner. */
export class RolesForm {
  @Choices({ required: 'Select at least one role', options: roles }) roles!: Role[];
  @Choice() teamId!: string | null;
}

/** A colleague to be invited. */
export class InvitationForm extends RolesForm {
  @Email() email!: string;
}

/** Other roles for a colleague, as the page showed them. */
export class ChangeRolesForm extends RolesForm {
  @Whole({ label: 'Revision', required: 'Load the page again', max: 1_000_000_000 }) revision!: number;
}

/** Whoever was invited; a rule asks for the name of a new account. */
export class AcceptInvitationForm {
  @Text({ label: 'Your name', trim: true, max: 200 }) name!: string | null;
  @Text({ label: 'Password', required: 'Enter a password', min: 10, max: 200 }) password!: string;
}

/** Why someone may not join. */
export class DeclineForm {
  @Text({ label: 'Reason', required: 'Enter the reason. It is sent to the person who asked.', max: 2_000 }) reason!: string;
}
