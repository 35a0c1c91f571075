import type { Day } from '#libs/kernel';
import type { ContractMade, ContractStatusChangedData, RateCardEventData } from '../../contracts/contracts.public.js';
import type {
  AppointmentBooked, AppointmentMissed, AppointmentRescheduled, AssessmentAttended, CaseAccepted, CaseEnded, PlanApproved, PlanRevised, PlanSubmitted, ReportSubmitted,
} from '../../delivery/delivery.public.js';
import type { StatementAgreedData, StatementEventData } from '../../payments/payments.public.js';
import type { ApplicationDecided, ApplicationSubmitted } from '../../providers/providers.public.js';
import type { ReferralAccepted, ReferralAllocated, ReferralDeclined, ReferralSent, ReferralWithdrawn } from '../../referrals/referrals.public.js';

/** What this module hears, and the data each event carries. */
export interface Heard {
  'providers.application-submitted': ApplicationSubmitted['data'];
  'providers.application-decided': ApplicationDecided['data'];
  'contracts.contract-made': ContractMade['data'];
  'contracts.status-changed': ContractStatusChangedData;
  'contracts.rate-card-drafted': RateCardEventData;
  'contracts.rate-card-approved': RateCardEventData;
  'referrals.sent': ReferralSent['data'];
  'referrals.allocated': ReferralAllocated['data'];
  'referrals.accepted': ReferralAccepted['data'];
  'referrals.declined': ReferralDeclined['data'];
  'referrals.withdrawn': ReferralWithdrawn['data'];
  'delivery.case-accepted': CaseAccepted['data'];
  'delivery.appointment-booked': AppointmentBooked['data'];
  'delivery.appointment-rescheduled': AppointmentRescheduled['data'];
  'delivery.assessment-attended': AssessmentAttended['data'];
  'delivery.appointment-missed': AppointmentMissed['data'];
  'delivery.plan-submitted': PlanSubmitted['data'];
  'delivery.plan-approved': PlanApproved['data'];
  'delivery.plan-revised': PlanRevised['data'];
  'delivery.case-ended': CaseEnded['data'];
  'delivery.report-submitted': ReportSubmitted['data'];
  'payments.statement-drawn': StatementEventData;
  'payments.statement-sent': StatementEventData;
  'payments.lines-disputed': StatementEventData;
  'payments.statement-agreed': StatementAgreedData;
  'payments.statement-approved': StatementEventData;
  'payments.statement-paid': StatementEventData;
}

/** One event of a type: when it happened and who made it happen. */
export interface Happening<Type extends keyof Heard> {
  readonly type: Type;
  readonly data: Heard[Type];
  readonly occurredAt: Date;
  readonly actorId: string;
}

/** Any event this module hears. */
export type HeardEvent = { readonly [Type in keyof Heard]: Happening<Type> }[keyof Heard];

/** What this module remembers of a contract from its events: later ones carry its id alone. */
export interface KnownContract {
  readonly id: string;
  readonly reference: string;
  readonly primeOrganisationId: string;
  readonly regionCodes: readonly string[];
}

/** What a rule may need besides the event; null or empty where the event is about something else. */
export interface EventFacts {
  readonly contract: KnownContract | null;
  readonly organisationName: string | null;
  /** Tasks there have been about the same things, open or not, oldest first. */
  readonly earlier: readonly EarlierTask[];
}

/** A task there has been. */
export interface EarlierTask {
  readonly kind: string;
  readonly since: Date;
  readonly dueOn: Day;
  readonly openedBy: string;
}
