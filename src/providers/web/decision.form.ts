import { isStorable, UNSTORABLE, withLineFeeds } from '#libs/api';
import { InvalidInput, type FieldError } from '#libs/kernel';
import type { ApplicationPart, PartDecision, PartGround } from '../domain/application.js';
import { grounds, type DecisionOnPart } from '../domain/assessment.js';
import type { CatalogueNames } from './catalogue-names.js';

type Body = Readonly<Record<string, unknown>>;

/** Decisions from the posted form: one per part, or for its category, the choice for the rest filling what was left open. Throws InvalidInput with every gap. */
export function readDecisions(body: Body, parts: readonly ApplicationPart[], names: CatalogueNames): DecisionOnPart[] {
  const errors: FieldError[] = [];
  const decisions = parts.map(({ id, categoryCode, areaCode }) => {
    const isAlone = parts.filter((part) => part.categoryCode === categoryCode).length === 1;
    const [area, category] = [fieldsOf(`-${id}`), fieldsOf(`-${categoryCode}`)];
    // What is said of the area alone comes before what is said of the category, and that before what is said of the rest.
    const from = [area, category, rest].find((fields) => decisionIn(body, fields.decision) !== null) ?? (isAlone ? area : category);
    const what = from === category ? `${names.category(categoryCode)} in the areas you left open` : `${names.category(categoryCode)} in ${names.area(areaCode)}`;
    const decision = decisionIn(body, from.decision);
    const reason = reasonIn(body, area.reason, errors) ?? reasonIn(body, from.reason, errors);
    const ground = groundIn(body, area.ground) ?? groundIn(body, from.ground);
    const missed = decision === 'admitted' && from !== area && groundIn(body, area.ground) !== null;
    if (missed) errors.push({ field: area.decision, message: `Select admit or refuse for ${names.category(categoryCode)} in ${names.area(areaCode)}` });
    errors.push(...gapsIn({ decision, ground, reason }, { from, what }));
    return { categoryCode, areaCode, decision: decision ?? 'refused', ground: decision === 'refused' ? ground : null, reason };
  });
  const distinct = errors.filter((error, index) => errors.findIndex((each) => each.field === error.field) === index);
  if (distinct.length > 0) throw new InvalidInput(distinct);
  return decisions;
}

function gapsIn(said: Pick<DecisionOnPart, 'ground' | 'reason'> & { readonly decision: PartDecision | null }, { from, what }: { readonly from: typeof rest; readonly what: string }): FieldError[] {
  if (!said.decision) return [{ field: from.decision, message: `Select admit or refuse for ${what}` }];
  if (said.decision === 'admitted') return [];
  const ground = said.ground ? [] : [{ field: from.ground, message: `Select the ground for refusing ${what}` }];
  return said.reason ? ground : [...ground, { field: from.reason, message: `Enter the reason for refusing ${what}` }];
}

const rest = { decision: 'rest', ground: 'restGround', reason: 'restReason' };

function fieldsOf(whose: string): typeof rest {
  return { decision: `decision${whose}`, ground: `ground${whose}`, reason: `reason${whose}` };
}

function decisionIn(body: Body, name: string): PartDecision | null {
  const sent = body[name];
  return sent === 'admitted' || sent === 'refused' ? sent : null;
}

function groundIn(body: Body, name: string): PartGround | null {
  const sent = body[name];
  return typeof sent === 'string' && Object.hasOwn(grounds, sent) ? (sent as PartGround) : null;
}

function reasonIn(body: Body, name: string, errors: FieldError[]): string | null {
  const sent = body[name];
  if (typeof sent !== 'string' || sent.trim() === '') return null;
  if (!isStorable(sent)) errors.push({ field: name, message: `The reason ${UNSTORABLE}` });
  if ([...sent].length > 10_000) errors.push({ field: name, message: 'The reason must be 10,000 characters or fewer' });
  return withLineFeeds(sent);
}
