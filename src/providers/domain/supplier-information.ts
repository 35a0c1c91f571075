import { parseDay } from '#libs/kernel';

/** An identifier on a public register: GB-COH is the companies register, GB-CHC the charity register for England and Wales, GB-PPON the platform's own. */
export interface SharedIdentifier {
  readonly scheme: string;
  readonly id: string;
}

/** One answer to a question of the platform, by its name such as `_FinancialInformation01`. */
export interface SharedAnswer {
  readonly question: string;
  readonly text: string | null;
  readonly day: string | null;
  readonly flag: boolean | null;
}

/** The answers of one section: one set for each thing told, one without answers where there was nothing to tell. */
export interface SharedAnswerSet {
  readonly section: string;
  readonly answers: readonly SharedAnswer[];
}

/** What a supplier shared under a code, as far as this service reads it. `names` lists connected persons and organisations by the platform's own list names. */
export interface SharedInformation {
  readonly name: string;
  readonly identifiers: readonly SharedIdentifier[];
  readonly shareCode: string;
  readonly formVersionId: string;
  readonly submittedAt: Date;
  readonly details: Readonly<Record<string, boolean>>;
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly sets: readonly SharedAnswerSet[];
}

/** Reads what `GET /share/data/{code}` answers; null when it is not of the documented shape, or was not submitted. What we do not use is not looked at. */
export function readShared(json: unknown): SharedInformation | null {
  const whole = recordOf(json);
  const data = recordOf(whole['supplierInformationData']);
  const form = recordOf(data['form']);
  const [shareCode, formVersionId, name] = [textOf(form['shareCode']), textOf(form['formVersionId']), textOf(whole['name'])];
  const submittedAt = instantOf(form['submittedAt']);
  if (!shareCode || !formVersionId || !name || !submittedAt || !Array.isArray(data['answerSets'])) return null;
  return {
    name,
    identifiers: [whole['identifier'], ...listOf(whole['additionalIdentifiers'])].flatMap(identifierOf),
    shareCode,
    formVersionId,
    submittedAt,
    details: flagsOf(recordOf(whole['details'])),
    names: { associatedPersons: namesIn(whole['associatedPersons']), additionalEntities: namesIn(whole['additionalEntities']) },
    sets: data['answerSets'].map(setOf),
  };
}

function setOf(value: unknown): SharedAnswerSet {
  const set = recordOf(value);
  return { section: textOf(set['sectionName']) ?? '', answers: listOf(set['answers']).map(answerOf) };
}

function answerOf(value: unknown): SharedAnswer {
  const answer = recordOf(value);
  const day = parseDay((textOf(answer['dateValue']) ?? '').slice(0, 10));
  return { question: textOf(answer['questionName']) ?? '', text: textOf(answer['textValue']), day, flag: typeof answer['boolValue'] === 'boolean' ? answer['boolValue'] : null };
}

function identifierOf(value: unknown): SharedIdentifier[] {
  const { scheme, id } = recordOf(value);
  const [known, number] = [textOf(scheme), textOf(id)];
  return known && number ? [{ scheme: known, id: number }] : [];
}

function namesIn(value: unknown): string[] {
  return listOf(value).flatMap((each) => textOf(recordOf(each)['name']) ?? []);
}

function flagsOf(details: Readonly<Record<string, unknown>>): Record<string, boolean> {
  return Object.fromEntries(Object.entries(details).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'));
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text without NUL, which cannot be kept; null when there is none. */
function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.replaceAll('\0', '').trim();
  return text === '' ? null : text;
}

function instantOf(value: unknown): Date | null {
  const at = typeof value === 'string' ? new Date(value) : null;
  return at && !Number.isNaN(at.getTime()) ? at : null;
}
