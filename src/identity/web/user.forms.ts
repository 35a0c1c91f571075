import { Choice, Choices, Email, Text } from '#libs/web';
import { roles, type Role } from '../identity.public.js';

/** A colleague to be given an account. */
export class NewUserForm {
  @Text({ label: 'Name', required: 'Enter the person’s name', max: 200 }) name!: string;
  @Email() email!: string;
  @Text({ label: 'Password', required: 'Enter a first password', min: 10, max: 200 }) password!: string;
  @Choices({ required: 'Select at least one role', options: roles }) roles!: Role[];
  @Choice() teamId!: string | null;
}
