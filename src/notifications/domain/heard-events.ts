import type { Day } from '#libs/kernel';
import type { CapacityStaleData, CapacityStatedData, ContractMade, ContractStatusChangedData, RateCardEventData } from '../../contracts/contracts.public.js';
import type {
  AppointmentBooked, AppointmentMissed, AppointmentRescheduled, AssessmentAttended, CaseAccepted, CaseEnded, CaseReassigned, PlanApproved, PlanRevised, PlanSubmitted, ReassignmentFinished, ReassignmentNeeded, ReportSubmitted,
} from '../../delivery/delivery.public.js';
import type { AddressConfirmationAsked, InvitationMade, JoinApproved, JoinDeclined, JoinRequested, Letter, NewcomerRefused } from '../../identity/identity.public.js';
import type { StatementAgreedData, StatementEventData } from '../../payments/payments.public.js';
import type { AnswerQueried, ApplicationTaken, DecisionProposed, DecisionReturned, QueryAnswered, QueryCancelled } from '../../providers/providers.public.js';
import type { VehicleDrafted, VehicleOpened } from '../../providers/providers.public.js';
import type { ConsortiumAgreed, ConsortiumDeclined, ConsortiumInvited, ConsortiumLeft } from '../../providers/providers.public.js';
import type {
  AnswerConfirmationAsked, AnswersConfirmed, ApplicationDecided, ApplicationSubmitted, ApplicationTakenBack, DocumentQuarantined, DocumentRemoved, EvidenceExpiring, EvidenceRenewed, ListingApproved, ListingClaimed, ListingRefused, MemberReinstated, MemberRemoved, MemberSuspended,
} from '../../providers/providers.public.js';
import type { ExclusionDecided, ExclusionMatched, StaffLeft, StaffSuspended, StaffWithdrawn, VettingExpiring, VettingRenewed } from '../../providers/providers.public.js';
import type { CaseAllocated } from '../../delivery/delivery.public.js';
import type { ReferralAmended, ReferralTransferred } from '../../referrals/referrals.public.js';
import type { MessagesRead, MessageWritten, ReferralReadersChanged } from '../../referrals/referrals.public.js';
import type { CaseHandedOver } from '../../delivery/delivery.public.js';
import type { ReferralHandedOver } from '../../referrals/referrals.public.js';
import type { ReferralAccepted, ReferralAllocated, ReferralDeclined, ReferralSent, ReferralWithdrawn } from '../../referrals/referrals.public.js';
import type { DraftClosed, DraftExpired, DraftExpiring, DraftHandedOver, DraftKept, DraftServiceOpen, DraftStranded } from '../../referrals/referrals.public.js';

/** What this module hears, and the data each event carries. */
export interface Heard {
  'providers.exclusion-matched': ExclusionMatched['data'];
  'providers.exclusion-decided': ExclusionDecided['data'];
  'providers.staff-suspended': StaffSuspended['data'];
  'providers.staff-withdrawn': StaffWithdrawn['data'];
  'providers.staff-left': StaffLeft['data'];
  'providers.vetting-expiring': VettingExpiring['data'];
  'providers.vetting-renewed': VettingRenewed['data'];
  'delivery.case-reassigned': CaseReassigned['data'];
  'delivery.reassignment-needed': ReassignmentNeeded['data'];
  'delivery.reassignment-finished': ReassignmentFinished['data'];
  'identity.confirmation-asked': AddressConfirmationAsked['data'];
  'identity.newcomer-refused': NewcomerRefused['data'];
  'identity.invitation-made': InvitationMade['data'];
  'identity.join-requested': JoinRequested['data'];
  'identity.join-approved': JoinApproved['data'];
  'identity.join-declined': JoinDeclined['data'];
  'providers.listing-claimed': ListingClaimed['data'];
  'providers.listing-approved': ListingApproved['data'];
  'providers.listing-refused': ListingRefused['data'];
  'providers.application-submitted': ApplicationSubmitted['data'];
  'providers.application-taken-back': ApplicationTakenBack['data'];
  'providers.application-decided': ApplicationDecided['data'];
  'providers.application-taken': ApplicationTaken['data'];
  'providers.answer-queried': AnswerQueried['data'];
  'providers.query-answered': QueryAnswered['data'];
  'providers.query-cancelled': QueryCancelled['data'];
  'providers.decision-proposed': DecisionProposed['data'];
  'providers.decision-returned': DecisionReturned['data'];
  'providers.vehicle-drafted': VehicleDrafted['data'];
  'providers.vehicle-opened': VehicleOpened['data'];
  'providers.document-quarantined': DocumentQuarantined['data'];
  'providers.document-removed': DocumentRemoved['data'];
  'providers.evidence-expiring': EvidenceExpiring['data'];
  'providers.evidence-renewed': EvidenceRenewed['data'];
  'providers.member-suspended': MemberSuspended['data'];
  'providers.member-reinstated': MemberReinstated['data'];
  'providers.member-removed': MemberRemoved['data'];
  'providers.confirmation-asked': AnswerConfirmationAsked['data'];
  'providers.answers-confirmed': AnswersConfirmed['data'];
  'providers.consortium-invited': ConsortiumInvited['data'];
  'providers.consortium-left': ConsortiumLeft['data'];
  'providers.consortium-agreed': ConsortiumAgreed['data'];
  'providers.consortium-declined': ConsortiumDeclined['data'];
  'contracts.contract-made': ContractMade['data'];
  'contracts.status-changed': ContractStatusChangedData;
  'contracts.capacity-stale': CapacityStaleData;
  'contracts.capacity-stated': CapacityStatedData;
  'contracts.rate-card-drafted': RateCardEventData;
  'contracts.rate-card-approved': RateCardEventData;
  'referrals.draft-expiring': DraftExpiring['data'];
  'referrals.draft-expired': DraftExpired['data'];
  'referrals.draft-kept': DraftKept['data'];
  'referrals.draft-closed': DraftClosed['data'];
  'referrals.draft-handed-over': DraftHandedOver['data'];
  'referrals.draft-stranded': DraftStranded['data'];
  'referrals.draft-service-open': DraftServiceOpen['data'];
  'referrals.handed-over': ReferralHandedOver['data'];
  'delivery.case-handed-over': CaseHandedOver['data'];
  'referrals.sent': ReferralSent['data'];
  'referrals.allocated': ReferralAllocated['data'];
  'referrals.accepted': ReferralAccepted['data'];
  'referrals.declined': ReferralDeclined['data'];
  'referrals.withdrawn': ReferralWithdrawn['data'];
  'referrals.amended': ReferralAmended['data'];
  'referrals.transferred': ReferralTransferred['data'];
  'delivery.case-allocated': CaseAllocated['data'];
  'referrals.message-written': MessageWritten['data'];
  'referrals.messages-read': MessagesRead['data'];
  'referrals.readers-changed': ReferralReadersChanged['data'];
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
  /** The letter an event asks for, to an address that need not be an account. */
  readonly letter?: Letter | null;
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
