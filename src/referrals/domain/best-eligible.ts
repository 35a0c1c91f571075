import { ensure, type Creation, type Decision } from '#libs/kernel';

export const allocationKinds = ['off', 'ranked', 'rota'] as const;
/** How a commissioner lets a referral go to the best eligible service: not at all, in an order they give, or by turns. */
export type AllocationKind = (typeof allocationKinds)[number];

/** What a commissioner says about one type of service in one area. The smallest area that has a rule decides. */
export interface AllocationRule {
  readonly id: string;
  readonly areaCode: string;
  readonly regionCode: string;
  readonly serviceTypeCode: string;
  readonly kind: AllocationKind;
  /** The order of a ranked choice; empty for the others. */
  readonly contractIds: string[];
  readonly setBy: string;
  readonly setAt: Date;
}

/** What decides an order: the kind of a rule, and the contracts of a ranked one. */
type Ordering = Pick<AllocationRule, 'kind'> & { readonly contractIds: readonly string[] };

/** A service that fits the person, with its room and what it got. Null places: the provider sets no limit. */
export interface Candidate {
  readonly contractId: string;
  readonly reference: string;
  readonly provider: string;
  readonly places: number | null;
  readonly live: number;
  /** Referrals it was sent in the last 90 days. */
  readonly sent: number;
}

/** Which rule chose the service of a referral, and the counts it went by, in the rule's order: kept with the referral. */
export interface ServiceChoice {
  readonly ruleId: string;
  readonly kind: AllocationKind;
  readonly areaCode: string;
  readonly counts: readonly Candidate[];
  readonly chosenAt: Date;
}

/** Days a rota looks back over. */
export const ROTA_DAYS = 90;

/** A rule as it is to be. */
export type NewRule = Omit<AllocationRule, 'id'> & { readonly id: string; readonly known: readonly string[] };

/** Sets the first rule for a type of service in an area. */
export function setRule({ known, ...rule }: NewRule): Creation<AllocationRule> {
  ensureOrder(rule, known);
  return { row: { ...rule, contractIds: orderOf(rule) } };
}

/** Sets another rule in its place. */
export function resetRule(_row: AllocationRule, { known, ...rule }: NewRule): Decision<AllocationRule> {
  ensureOrder(rule, known);
  const { kind, setBy, setAt } = rule;
  return { changes: { kind, contractIds: orderOf(rule), setBy, setAt } };
}

/** Which of the services gets the next referral; null when none has room. The same candidates always give the same answer. */
export function chooseService<Each extends Candidate>({ kind, contractIds }: Ordering, candidates: readonly Each[]): Each | null {
  return inOrder({ kind, contractIds }, candidates).find(hasRoom) ?? null;
}

/** The services in the order the rule takes them, full ones included. A rota: fewest sent for each place, then by reference; a service without a limit counts as the largest of the others. */
export function inOrder<Each extends Candidate>({ kind, contractIds }: Ordering, candidates: readonly Each[]): Each[] {
  if (kind === 'off') return [];
  const byReference = (a: Each, b: Each) => (a.reference < b.reference ? -1 : a.reference > b.reference ? 1 : a.contractId < b.contractId ? -1 : 1);
  const rank = ({ contractId }: Each) => (contractIds.includes(contractId) ? contractIds.indexOf(contractId) : contractIds.length);
  const size = sizesOf(candidates);
  const before = kind === 'ranked' ? (a: Each, b: Each) => rank(a) - rank(b) : (a: Each, b: Each) => a.sent * size(b) - b.sent * size(a);
  return [...candidates].sort((a, b) => before(a, b) || byReference(a, b));
}

/** Puts the choice below the referral it was made for, so that its history and both sides can tell why. */
export function withChoice<Row extends { readonly id: string }>(sent: Creation<Row>, choice: ServiceChoice | undefined, newId: () => string): Creation<Row> {
  if (!choice) return sent;
  return { ...sent, children: [...(sent.children ?? []), { child: 'choice', insert: [{ id: newId(), referralId: sent.row.id, ...choice }] }] };
}

/** Whether a service can take one more now. */
export function hasRoom({ places, live }: Pick<Candidate, 'places' | 'live'>): boolean {
  return places === null || live < places;
}

/** The rule as people read it. */
export function ruleInWords(kind: AllocationKind): string {
  const words: Readonly<Record<AllocationKind, string>> = {
    off: 'Practitioners choose the service themselves.',
    ranked: 'The commissioner has put the services in order. The referral goes to the first that fits the person and has a place free.',
    rota: `The services take turns. The referral goes to the one that fits, has room, and was sent the fewest referrals for each of its places in the last ${ROTA_DAYS} days.`,
  };
  return words[kind];
}

/** What a service got, as people read it. */
export function countInWords({ sent, places, live }: Candidate): string {
  const got = `${sent} ${sent === 1 ? 'referral' : 'referrals'} in the last ${ROTA_DAYS} days`;
  const room = places === null ? 'no limit on places' : `${Math.max(0, places - live)} of ${places} ${places === 1 ? 'place' : 'places'} free`;
  return `${got}, ${room}`;
}

function sizesOf(candidates: readonly Candidate[]): (each: Candidate) => number {
  const largest = Math.max(1, ...candidates.flatMap(({ places }) => (places === null ? [] : [places])));
  return ({ places }) => (places === null ? largest : Math.max(1, places));
}

function orderOf({ kind, contractIds }: Ordering): string[] {
  return kind === 'ranked' ? [...contractIds] : [];
}

function ensureOrder({ kind, contractIds }: Ordering, known: readonly string[]): void {
  if (kind !== 'ranked') return;
  ensure(contractIds.length > 0, 'order-missing', 'Put at least one service in order', 'contractIds');
  ensure(new Set(contractIds).size === contractIds.length, 'order-twice', 'Each service can have one place in the order', 'contractIds');
  ensure(contractIds.every((id) => known.includes(id)), 'order-unknown', 'Choose only services of this type in this area', 'contractIds');
}
