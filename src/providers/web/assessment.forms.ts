import type { Day } from '#libs/kernel';
import { Choice, DayField, Text } from '#libs/web';
import { RevisionForm } from './providers.forms.js';

/** What an assessor asks the provider about one answer. */
export class AskForm {
  @Text({ label: 'Your question', required: 'Enter what you want to ask the organisation' }) asked!: string;
}

/** What the provider answers, beside the answer itself. */
export class ReplyForm {
  @Text({ label: 'Your reply', required: 'Enter your reply' }) words!: string;
}

/** What is recorded of a supplier under the Procurement Act 2023. */
export class SupplierStatusForm {
  @Choice({ required: 'Select what the supplier is', options: ['neither', 'excludable', 'excluded'] }) status!: 'neither' | 'excludable' | 'excluded';
  @Text({ label: 'The version of the list', required: 'Enter the version or date of the debarment list you consulted', trim: true, max: 200 }) debarmentListVersion!: string;
  @DayField({ label: 'The day you consulted the list', required: 'Enter the day you consulted the debarment list', must: 'today-or-past' }) checkedOn!: Day;
}

/** A second person's word on a proposal. */
export class SecondPersonForm extends RevisionForm {
  @Choice({ required: 'Select agree or send back', options: ['agree', 'send-back'] }) answer!: 'agree' | 'send-back';
  @Text({ label: 'The reason', when: (body) => body['answer'] === 'send-back', required: 'Enter why you send the decision back' }) reason!: string | null;
}
