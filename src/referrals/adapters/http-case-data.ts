import { parseDay } from '#libs/kernel';
import { sentenceKinds } from '../domain/referral-content.js';
import { CaseData, type CaseLookup, type CaseRecord } from './case-data.js';

/** Where the case management system answers, with what key, and how long it is waited for (milliseconds). */
export interface CaseDataSettings {
  readonly url: string;
  readonly key: string | null;
  readonly answerWithinMs?: number;
}

const MOST_BYTES = 100_000;

/** People on probation from a case management system: `GET {url}/people/{crn}`, a CaseRecord as JSON. Who asks is told in `On-Behalf-Of`. */
export class HttpCaseData extends CaseData {
  private readonly answerWithinMs: number;

  constructor(private readonly settings: CaseDataSettings) {
    super();
    this.answerWithinMs = settings.answerWithinMs ?? 3_000;
  }

  async person(crn: string, { email }: { readonly email: string }): Promise<CaseLookup> {
    try {
      return await this.lookUp(crn, email);
    } catch (error) {
      const late = error instanceof DOMException && error.name === 'TimeoutError';
      return { outcome: 'unavailable', why: late ? `It did not answer within ${this.answerWithinMs / 1000} seconds` : 'It could not be reached' };
    }
  }

  private async lookUp(crn: string, email: string): Promise<CaseLookup> {
    const { url, key } = this.settings;
    const headers = { accept: 'application/json', 'on-behalf-of': email, ...(key ? { authorization: `Bearer ${key}` } : {}) };
    // The time limit covers the body too: a system that begins to answer and stops is as slow as one that never begins.
    const response = await fetch(`${url}/people/${encodeURIComponent(crn)}`, { headers, redirect: 'error', signal: AbortSignal.timeout(this.answerWithinMs) });
    if (response.status === 404) return { outcome: 'unknown' };
    if (response.status === 403) return { outcome: 'not-allowed' };
    if (!response.ok) return { outcome: 'unavailable', why: `It answered with the error ${response.status}` };
    const text = await response.text();
    const record = text.length <= MOST_BYTES ? recordIn(text, crn) : null;
    return record ? { outcome: 'found', record } : { outcome: 'unavailable', why: 'Its answer could not be read' };
  }
}

/** The record in an answer; null for anything else than the person asked for. */
function recordIn(text: string, crn: string): CaseRecord | null {
  const said = parsed(text);
  const dateOfBirth = dayIn(said['dateOfBirth']);
  const gender = (['male', 'female', 'other'] as const).find((each) => each === said['gender']);
  const location = (['community', 'custody'] as const).find((each) => each === said['location']);
  const [firstName, lastName] = [textIn(said['firstName']), textIn(said['lastName'])];
  if (said['crn'] !== crn || !dateOfBirth || !gender || !location || !firstName || !lastName) return null;
  return {
    ...{ crn, firstName, lastName, dateOfBirth, gender, location },
    ethnicity: textIn(said['ethnicity']),
    preferredLanguage: textIn(said['preferredLanguage']),
    religion: textIn(said['religion']),
    disabilities: textIn(said['disabilities']),
    areaCode: textIn(said['areaCode']),
    prisonName: textIn(said['prisonName']),
    expectedReleaseOn: dayIn(said['expectedReleaseOn']),
    sentenceKind: sentenceKinds.find((each) => each === said['sentenceKind']) ?? null,
    sentenceEndsOn: dayIn(said['sentenceEndsOn']),
    riskSummary: textIn(said['riskSummary']),
    // Anything but a plain no keeps the person hidden.
    restricted: said['restricted'] !== false,
  };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' && !value.includes('\0') ? value : null;
}

function dayIn(value: unknown): CaseRecord['dateOfBirth'] | null {
  return typeof value === 'string' ? parseDay(value) : null;
}
