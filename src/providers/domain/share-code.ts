import { ensure, type Decision } from '#libs/kernel';
import { ensureDraft, type Application } from './application.js';
import type { ApplicationAnswer, AskedAnswer } from './given-answer.js';
import { checkAnswer } from './questionnaire-answer.js';
import type { AnswerValue, Question } from './questionnaire.js';
import type { SharedAnswer, SharedInformation } from './supplier-information.js';

/** How one of our questions is answered from what a supplier shared. */
export type ImportRule = { readonly question: string } & (
  | { readonly take: 'yes-no'; readonly from: { readonly detail: string } }
  | { readonly take: 'identifier'; readonly from: { readonly scheme: string } }
  | { readonly take: 'names'; readonly from: { readonly lists: readonly string[] } }
  | { readonly take: 'date' | 'text'; readonly from: { readonly answers: readonly string[] } }
  | { readonly take: 'no-when-none'; readonly from: { readonly section: string } }
);

/** The share code an application was filled from, to ask later whether it is still the newest. */
export interface ImportedShareCode {
  readonly id: string;
  readonly applicationId: string;
  readonly shareCode: string;
  readonly formVersionId: string;
  readonly submittedAt: Date;
  readonly fetchedAt: Date;
  readonly fetchedBy: string;
}

/** An answer that would be filled in, beside the one that is there. */
export interface ProposedAnswer {
  readonly question: Question;
  readonly value: AnswerValue;
  readonly before: ApplicationAnswer | null;
}

/** The numbers of the organisation that imports. */
export interface OwnNumbers {
  readonly companyNumber: string | null;
  readonly charityNumber: string | null;
}

// The platform makes codes of eight letters and numbers, and tells capitals from small letters: their case is never changed.
const SHARE_CODE = /^[A-Za-z0-9]{8}$/;
const registers = { 'GB-COH': 'company', 'GB-CHC': 'charity' } as const;

/** A share code as typed, without blanks; throws RuleBroken `share-code-format`. */
export function shareCodeFrom(typed: string): string {
  const code = typed.replaceAll(/\s+/gu, '');
  ensure(SHARE_CODE.test(code), 'share-code-format', 'A share code has 8 letters and numbers, like 9BLNwzKU. Copy it as Find a Tender shows it: capitals and small letters are different.', 'shareCode');
  return code;
}

/** What was shared must be the organisation's own: a number both know must be the same, and one at least must be known. Throws RuleBroken `not-yours`. */
export function ensureOwn({ name, identifiers }: SharedInformation, own: OwnNumbers): void {
  const ours = { company: own.companyNumber, charity: own.charityNumber };
  const shared = identifiers.flatMap(({ scheme, id }) => (scheme in registers ? [{ register: registers[scheme as keyof typeof registers], id, number: numberOf(id) }] : []));
  const other = shared.find(({ register, number }) => ours[register] !== null && number !== numberOf(ours[register]));
  ensure(!other, 'not-yours', `This share code belongs to ${name}, whose ${other?.register ?? ''} number is ${other?.id ?? ''}. Yours is ${other ? (ours[other.register] ?? '') : ''}.`, 'shareCode');
  const agrees = shared.some(({ register }) => ours[register] !== null);
  ensure(agrees, 'not-yours', `This share code belongs to ${name}. It has no company or charity number that your organisation gave here, so we cannot tell that it is yours.`, 'shareCode');
}

/** What would be filled in: only questions that are asked, only values that their own rules take, and nothing that is there already or was said later. */
export function proposals(shared: SharedInformation, rules: readonly ImportRule[], asked: readonly AskedAnswer[]): ProposedAnswer[] {
  return rules.flatMap((rule) => {
    const found = asked.find(({ question }) => question.code === rule.question);
    const raw = found ? rawFrom(shared, rule) : null;
    if (!found || raw === null || (found.given && found.given.saidAt > shared.submittedAt)) return [];
    const checked = checkAnswer(found.question, raw);
    const isNews = checked.ok && !(found.state === 'answered' && found.given?.value === checked.value);
    return checked.ok && isNews ? [{ question: found.question, value: checked.value, before: found.given }] : [];
  });
}

/** What accepting must know. */
export interface ImportFacts {
  readonly now: Date;
  readonly actorId: string;
  readonly newId: () => string;
  /** The import before this one, which it replaces. */
  readonly earlier: ImportedShareCode | null;
}

/** Fills answers in as said on the day they were shared, marked with the code they came from, and remembers the code. Throws RuleBroken `not-now`, `nothing-to-import`. */
export function importAnswers(application: Application, { shared, accepted }: { readonly shared: SharedInformation; readonly accepted: readonly ProposedAnswer[] }, facts: ImportFacts): Decision<Application> {
  ensureDraft(application);
  ensure(accepted.length > 0, 'nothing-to-import', 'Nothing under this share code answers a question that is still open here', 'shareCode');
  const said = { saidAt: shared.submittedAt, saidBy: saidByShareCode(shared.shareCode), confirmed: false };
  const insert = accepted.filter(({ before }) => !before).map(({ question, value }): ApplicationAnswer => ({ ...said, id: facts.newId(), applicationId: application.id, questionCode: question.code, value }));
  const update = accepted.flatMap(({ before, value }) => (before ? [{ id: before.id, set: { ...said, value } }] : []));
  const { shareCode, formVersionId, submittedAt } = shared;
  const imported: ImportedShareCode = { id: facts.newId(), applicationId: application.id, shareCode, formVersionId, submittedAt, fetchedAt: facts.now, fetchedBy: facts.actorId };
  return {
    children: [
      { child: 'answers', insert, update },
      { child: 'shareCodes', remove: facts.earlier ? [facts.earlier.id] : [], insert: [imported] },
    ],
  };
}

/** Who said an answer that came with a share code, where an actor's id stands for others. */
export function saidByShareCode(shareCode: string): string {
  return `find-a-tender ${shareCode}`;
}

function rawFrom(shared: SharedInformation, rule: ImportRule): string | null {
  switch (rule.take) {
    case 'yes-no': {
      const flag = shared.details[rule.from.detail];
      return flag === undefined ? null : flag ? 'yes' : 'no';
    }
    case 'identifier':
      return shared.identifiers.find(({ scheme }) => scheme === rule.from.scheme)?.id ?? null;
    case 'names':
      return linesOf(rule.from.lists.flatMap((list) => shared.names[list] ?? []));
    case 'date':
      return answersNamed(shared, rule.from.answers).flatMap(({ day }) => day ?? []).sort().at(-1) ?? null;
    case 'text':
      return linesOf(answersNamed(shared, rule.from.answers).flatMap(({ text }) => text ?? []));
    case 'no-when-none': {
      const sets = shared.sets.filter(({ section }) => section === rule.from.section);
      return sets.length > 0 && sets.every(({ answers }) => answers.length === 0) ? 'no' : null;
    }
  }
}

function answersNamed({ sets }: SharedInformation, names: readonly string[]): SharedAnswer[] {
  return sets.flatMap(({ answers }) => names.flatMap((name) => answers.filter(({ question }) => question === name)));
}

function linesOf(lines: readonly string[]): string | null {
  return lines.length > 0 ? lines.join('\n') : null;
}

/** A register number as it is compared: without blanks, in capitals, without zeros in front. */
function numberOf(id: string | null): string {
  return (id ?? '').replaceAll(/\s+/gu, '').toUpperCase().replace(/^0+/, '');
}
