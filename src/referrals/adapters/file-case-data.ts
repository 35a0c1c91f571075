import { readFileSync } from 'node:fs';
import { addDays, addMonths, day, type Clock } from '#libs/kernel';
import { CaseData, type CaseLookup, type CaseRecord } from './case-data.js';

/** An invented person of the demonstration; sentence and release are told from today on, so that they never lie in the past. */
interface InventedPerson extends Omit<CaseRecord, 'dateOfBirth' | 'expectedReleaseOn' | 'sentenceEndsOn'> {
  readonly dateOfBirth: string;
  readonly releaseInDays: number | null;
  readonly sentenceEndsInMonths: number;
  /** E-mail addresses that may see a restricted person. */
  readonly seenBy: readonly string[];
}

/** People on probation from a file the module ships: a few hundred, all invented. For demonstrations and tests. */
export class FileCaseData extends CaseData {
  private readonly people: ReadonlyMap<string, InventedPerson>;

  constructor(private readonly clock: Clock) {
    super();
    const people = JSON.parse(readFileSync(new URL('../data/invented-people.json', import.meta.url), 'utf8')) as InventedPerson[];
    this.people = new Map(people.map((person) => [person.crn, person]));
  }

  person(crn: string, { email }: { readonly email: string }): Promise<CaseLookup> {
    const found = this.people.get(crn);
    if (!found) return Promise.resolve({ outcome: 'unknown' });
    if (found.restricted && !found.seenBy.includes(email)) return Promise.resolve({ outcome: 'not-allowed' });
    return Promise.resolve({ outcome: 'found', record: this.dated(found) });
  }

  private dated({ releaseInDays, sentenceEndsInMonths, seenBy: _, ...person }: InventedPerson): CaseRecord {
    const today = this.clock.today();
    return {
      ...person,
      dateOfBirth: day(person.dateOfBirth),
      expectedReleaseOn: releaseInDays === null ? null : addDays(today, releaseInDays),
      sentenceEndsOn: addMonths(today, sentenceEndsInMonths),
    };
  }
}
