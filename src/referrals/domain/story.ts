import { endReasons, type StoryDetail, type StoryEntry } from '../referrals.public.js';
import type { ServiceChoice } from './best-eligible.js';
import { choiceTold } from './choice-told.js';
import { declineReasons, type DeclineReason } from './referral.js';
import type { Allocation, Amendment } from './since-sent.js';

/** One row of a referral's history, its content read; null once erased. */
export interface Told {
  readonly action: string;
  readonly actorName: string;
  readonly at: Date;
  readonly content: ToldContent | null;
}

/** What history keeps of a change: columns before and after, and rows below. */
export interface ToldContent {
  readonly changes?: Readonly<Record<string, readonly [unknown, unknown]>>;
  readonly children?: readonly { readonly child: string; readonly insert?: readonly Readonly<Record<string, unknown>>[] }[];
}

/** Names behind ids, and the reader: `readsWithheld` on the referring side. A reference is known only of referrals the reader may read. */
export interface StoryFacts {
  readonly readsWithheld: boolean;
  readonly organisation: (id: string) => string;
  readonly service: (contractId: string) => string;
  readonly reference: (referralId: string) => string | null;
}

/** Told elsewhere: by the case, or by what caused it. */
const silent = ['referral.reassign', 'referral.hand-over', 'referral.lock-details'];

const words: Readonly<Record<string, string>> = {
  'referral.send': 'Referral sent',
  'referral.pass-on': 'Referral handed over to another practitioner',
  'referral.allocate': 'Referral given to another organisation to answer',
  'referral.accept': 'Referral accepted',
  'referral.decline': 'Referral declined',
  'referral.withdraw': 'Referral withdrawn',
  'referral.amend': 'Referral changed',
  'referral.end': 'Referral closed',
  'referral.limit': 'Access limited to people named',
  'referral.lift-limit': 'Limit on access lifted',
};

/** What happened to a referral in plain words, in the order given, as the reader may know it. */
export function storyOf(rows: readonly Told[], facts: StoryFacts): StoryEntry[] {
  return rows.filter((row) => !silent.includes(row.action) && (facts.readsWithheld || !isWithheld(row))).map((row) => ({ action: row.action, who: row.actorName, at: row.at, ...tell(row, facts) }));
}

/** Ids a story names: organisations, contracts and other referrals. */
export function namedIn(rows: readonly Told[]): { readonly organisationIds: string[]; readonly contractIds: string[]; readonly referralIds: string[] } {
  const allocations = rows.flatMap((row) => inserted<Allocation>(row, 'allocations'));
  const after = (column: string) => rows.flatMap(({ content }) => content?.changes?.[column]?.[1] ?? []).map(String);
  return {
    organisationIds: [...new Set(allocations.flatMap((each) => [each.fromOrganisationId, each.toOrganisationId]))],
    contractIds: after('suggestedContractId'),
    referralIds: [...after('transferredToId'), ...after('transferredFromId')],
  };
}

type Words = Pick<StoryEntry, 'what' | 'details' | 'link'>;

function tell(row: Told, facts: StoryFacts): Words {
  const what = words[row.action] ?? sentence(row.action);
  switch (row.action) {
    case 'referral.send':
      return { what, details: choiceTold(inserted<ServiceChoice>(row, 'choice')[0]), link: null };
    case 'referral.decline':
      return { what, details: declined(row, facts), link: null };
    case 'referral.withdraw':
      return { what, details: [stated('Reason', endReasons[after(row, 'answerReason') as keyof typeof endReasons]), stated('Comment', after(row, 'answerComment'))].flat(), link: null };
    case 'referral.allocate':
      return { what, details: allocated(row, facts), link: null };
    case 'referral.amend':
      return amended(row);
    case 'referral.transfer':
      return transferred(row, facts);
    default:
      return { what, details: [], link: null };
  }
}

function declined(row: Told, { service }: StoryFacts): StoryDetail[] {
  const suggested = after(row, 'suggestedContractId');
  return [stated('Reason', declineReasons[after(row, 'answerReason') as DeclineReason]), stated('Comment', after(row, 'answerComment')), stated('Suggested instead', suggested && service(suggested))].flat();
}

function allocated(row: Told, { organisation }: StoryFacts): StoryDetail[] {
  return inserted<Allocation>(row, 'allocations').flatMap(({ fromOrganisationId, toOrganisationId, reason }) => [
    { label: 'Who answers', before: organisation(fromOrganisationId), after: organisation(toOrganisationId) },
    ...stated('Reason', reason),
  ]);
}

function amended(row: Told): Words {
  const [amendment] = inserted<Amendment>(row, 'amendments');
  if (!amendment) return { what: 'Referral changed', details: [], link: null };
  const details = amendment.changes.map(({ label, before, after: now }) => ({ label, before: before || null, after: now || null }));
  return { what: amendment.isWithheld ? 'Text withheld from the provider changed' : 'Referral changed', details: [...details, ...stated('Reason', amendment.reason)], link: null };
}

function transferred(row: Told, { reference }: StoryFacts): Words {
  const [to, from] = [after(row, 'transferredToId'), after(row, 'transferredFromId')];
  const id = to ?? from;
  const known = id && reference(id);
  const link = known ? { text: `Referral ${known}`, href: `/referrals/${id}` } : null;
  if (to) return { what: 'Sent on to another service', details: [], link };
  if (from) return { what: 'Continued from an earlier referral', details: [], link };
  return { what: 'Draft begun for another service', details: [], link: null };
}

function isWithheld(row: Told): boolean {
  return inserted<Amendment>(row, 'amendments').some((each) => each.isWithheld) || (row.action === 'referral.transfer' && after(row, 'transferredToId') === null && after(row, 'transferredFromId') === null);
}

function inserted<Row>({ content }: Told, child: string): Row[] {
  return (content?.children ?? []).flatMap((each) => (each.child === child ? (each.insert ?? []) : [])) as unknown as Row[];
}

function after({ content }: Told, column: string): string | null {
  const value = content?.changes?.[column]?.[1];
  return typeof value === 'string' ? value : null;
}

function stated(label: string, value: string | null | undefined): StoryDetail[] {
  return value ? [{ label, before: null, after: value }] : [];
}

/** "referral.write-message" as "Referral: write message": for what this list does not know yet. */
function sentence(action: string): string {
  const [noun = '', verb = ''] = action.split('.');
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}: ${verb.replaceAll('-', ' ')}`;
}
