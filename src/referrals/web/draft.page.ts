import type { Day } from '#libs/kernel';
import type { Journey } from '#libs/web';
import type { Alternative } from '../application/alternatives.js';
import { contentIn, type OpenDraft, type Problem } from '../application/draft-checks.js';
import type { Duplicate } from '../application/draft-surroundings.js';
import { accessOf } from '../domain/draft-access.js';
import { ruleInWords } from '../domain/best-eligible.js';
import { choiceIn } from '../domain/draft-choice.js';
import { answersByField } from '../domain/draft-content.js';
import { sourcesOf } from '../domain/draft-person.js';
import { withhold } from '../domain/redaction.js';
import type { RiskDetails } from '../domain/referral-content.js';
import { contentSections, riskRows, sourceRows } from './content.rows.js';
import { pageOf } from './referral.journey.js';

/** A draft with its question pages. */
interface Shown {
  readonly open: OpenDraft;
  readonly journey: Journey;
}

/** Why the draft's service does not take it, with other services that would. */
interface Standing {
  readonly problem: Problem | null;
  readonly alternatives: readonly Alternative[];
}

const sections: readonly { readonly title: string; readonly has: (path: string) => boolean }[] = [
  { title: 'The person', has: (path) => ['crn', 'person', 'sentence'].includes(path) },
  { title: 'Working with the person safely and well', has: (path) => ['risk', 'support'].includes(path) },
  { title: 'What is asked for', has: (path) => path === 'purpose' || path.startsWith('need') },
];

/** The task list of a draft: every page with whether it is answered. A hub, never a stop on the way. */
export function hubPage({ open, journey }: Shown, standing: Standing): object {
  const { draft, listing } = open;
  const asked = journey.asked(draft.answers);
  const next = journey.firstUnanswered(draft.answers);
  return {
    ...standingOf({ open, journey }, standing),
    name: nameOf(open),
    service: listing.title,
    provider: listing.primeName,
    goesOn: { href: journey.url(draft.id, next ?? journey.checkPath), text: next ? 'Continue' : 'Check and send' },
    sections: sections.map(({ title, has }) => ({
      title,
      items: asked.filter((step) => has(step.path)).map((step) => ({ title: step.title, href: journey.url(draft.id, step.path), isDone: draft.answers[step.path] !== undefined })),
    })),
    done: asked.filter((step) => draft.answers[step.path]).length,
    of: asked.length,
  };
}

/** Every answer with its change link, what is wrong with sending it, and who else referred the person for the same. */
export function checkPage({ open, journey }: Shown, { problem, alternatives, duplicates, refusedRule }: Standing & { readonly duplicates: readonly Duplicate[]; readonly refusedRule: string | null }): object {
  const { draft, listing, offer } = open;
  const back = journey.back(journey.checkPath, draft.answers);
  const rows = journey.rows(draft.id, draft.answers);
  const choice = choiceIn(draft.answers);
  const { redactions, ...shown } = withhold({ riskSummary: '', additionalRisk: '', ...riskOf(open) });
  return {
    ...standingOf({ open, journey }, { problem, alternatives }),
    ...{ service: listing.title, revision: draft.revision, rows, preview: `/drafts/${draft.id}/preview` },
    access: { ...accessOf(draft.answers), href: `/drafts/${draft.id}/access` },
    needsReaders: accessOf(draft.answers).readerIds.length === 0 || problem?.field === 'readerIds',
    // Case data may say only while sending that access is limited.
    choosesFirst: draft.toBest && [problem?.rule, refusedRule].includes('best-not-limited'),
    draftId: draft.id,
    chosenByRule: choice && { provider: listing.primeName, words: ruleInWords(choice.kind), action: `/drafts/${draft.id}/choose-service`, isOutdated: problem?.rule === 'choice-outdated' && !problem.isService },
    sources: sourceRows(sourcesOf(draft.answers), offer),
    withheld: redactions ? riskRows(shown).map((row) => ({ ...row, href: journey.url(draft.id, 'risk') })) : [],
    duplicates: duplicates.map((each) => duplicateOf(each, open)),
    back: back && journey.url(draft.id, back),
  };
}

/** The referral as the prime, and whichever subcontractor it goes to, will read it; the risk alone until everything is answered. */
export function previewPage({ open, journey }: Shown, { prime, subcontractors, today }: { readonly prime: string; readonly subcontractors: readonly string[]; readonly today: Day }): object {
  const { draft, offer } = open;
  const content = contentIn(draft);
  const { redactions, ...risk } = withhold({ riskSummary: '', additionalRisk: '', ...riskOf(open) });
  return {
    ...{ prime, subcontractors, name: nameOf(open), withholds: redactions !== null, risk: riskRows(risk) },
    back: journey.url(draft.id, 'risk'),
    onwards: journey.url(draft.id, journey.firstUnanswered(draft.answers) ?? journey.checkPath),
    whole: content && { ...contentSections({ ...content, ...risk }, { needs: content.needs, offer, on: today }), crn: content.crn },
  };
}

function standingOf({ open: { draft }, journey }: Shown, { problem, alternatives }: Standing): object {
  const page = problem ? pageOf(problem.field, journey) : null;
  return {
    problem: problem && { message: problem.message, isService: problem.isService, href: problem.field === 'readerIds' ? `/drafts/${draft.id}/access` : page && journey.url(draft.id, page) },
    alternatives: alternatives.map((each) => ({ ...each, action: `/drafts/${draft.id}/service` })),
  };
}

function duplicateOf({ id, reference, service, provider, practitioner, team, teamId, status, sentAt, categoryCodes }: Duplicate, { draft, offer }: OpenDraft): object {
  const needs = categoryCodes.map((code) => offer.categories.find((each) => each.code === code)?.name ?? code);
  const stands = status === 'sent' ? 'waiting for an answer' : 'accepted';
  return { reference, needs: needs.join(', '), service, provider, by: `${practitioner}, ${team}`, sentAt, stands, href: teamId === draft.teamId ? `/referrals/${id}` : null };
}

/** The risk texts as far as they were written. */
function riskOf({ draft }: OpenDraft): Partial<RiskDetails> {
  const { riskSummary, additionalRisk } = draft.answers['risk'] ?? {};
  return { ...(typeof riskSummary === 'string' ? { riskSummary } : {}), ...(typeof additionalRisk === 'string' ? { additionalRisk } : {}) };
}

/** Whom a draft is about; empty while nobody is named. */
export function nameOf({ draft }: Pick<OpenDraft, 'draft'>): string {
  const { firstName, lastName } = answersByField(draft.answers);
  return [firstName, lastName].filter((each) => typeof each === 'string').join(' ');
}
