import type { Day } from '#libs/kernel';
import { Choice, DayField, Text, Whole } from '#libs/web';

/** Which contract's statement to draw, for which month. */
export class DrawForm {
  @Choice({ required: 'Select a contract' }) contractId!: string;
  @Text({ label: 'Month', required: 'Enter a month', trim: true, max: 7, pattern: { matches: /^\d{4}-(0[1-9]|1[0-2])$/, message: 'Month must be a month, like 2026-05' } }) month!: string;
}

/** A button that confirms what was seen: `revision` is the statement as the page showed it. */
export class ConfirmForm {
  @Whole({ label: 'Revision' }) revision!: number | null;
}

/** Why a provider disputes a line. */
export class DisputeForm {
  @Text({ label: 'Reason', required: 'Enter why you dispute this line' }) reason!: string;
}

/** When and under which reference a statement was paid. */
export class PayForm {
  @DayField({ label: 'Payment date', required: 'Enter the date it was paid', must: 'today-or-past' }) paidOn!: Day;
  @Text({ label: 'Payment reference', required: 'Enter the payment reference', trim: true, max: 100 }) reference!: string;
}
