import { Injectable } from '@nestjs/common';
import { Clock, must, RuleBroken, StaleRecord, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { IdentityDirectory, type Person } from '../../identity/identity.public.js';
import { CaseData, type CaseLookup } from '../adapters/case-data.js';
import { limitedByCaseData } from '../domain/draft-access.js';
import { ensureSeen } from '../domain/draft.js';
import { forgetPerson, identifyPerson, marksOf, type AskedAs } from '../domain/draft-person.js';
import { ensureSamePerson } from '../domain/refer-again.js';
import { DraftEntity } from '../persistence/draft.entity.js';
import { DraftTexts } from './draft-texts.js';

/** Which CRN to look up, and whether to go on by typing where case data does not know it. `seen`: the stamp of the answer the page showed. */
export interface Asked {
  readonly crn: string;
  readonly goesOnTyping?: boolean;
  readonly seen?: string;
}

const ABOUT_THE_PERSON = ['person', 'sentence', 'risk', 'support'];

/** Looks people up in case data, always outside a unit of work, and writes down in a draft who it is about. */
@Injectable()
export class PersonLookup {
  constructor(
    private readonly caseData: CaseData,
    private readonly identity: IdentityDirectory,
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly texts: DraftTexts,
    private readonly clock: Clock,
  ) {}

  /** The person with a CRN as far as someone may see them there. */
  async lookUp(asker: Pick<Actor, 'id'>, crn: string): Promise<CaseLookup> {
    const [asking] = await this.identity.people([asker.id]);
    return this.caseData.person(crn, { email: must(asking, 'the account of who asks').email });
  }

  /** What case data answers someone about the person of a draft, or whom it was copied from; null while it names nobody. */
  async askedAs({ email }: Pick<Person, 'email'>, { answers }: Pick<DraftEntity, 'answers'>): Promise<AskedAs | null> {
    const own = answers['crn']?.['crn'];
    const crn = own ?? answers['copied']?.['copiedCrn'];
    if (typeof crn !== 'string') return null;
    const found = await this.caseData.person(crn, { email });
    return { outcome: found.outcome, known: own !== undefined && found.outcome === 'found' ? { ...found.record } : null };
  }

  /** Looks the CRN of a draft up and keeps what was found. An unknown person is kept once the practitioner goes on by typing; of one they may not see, nothing is. */
  async identify(actor: Actor, id: string, { crn, goesOnTyping = false, seen }: Asked): Promise<CaseLookup> {
    await this.reader.one(actor, DraftEntity, id, 'draft.answer');
    const found = await this.lookUp(actor, crn);
    if (found.outcome === 'unknown' && !goesOnTyping) return found;
    await this.work.change({ actor, action: 'draft.answer', entity: DraftEntity, id }, async (draft) => {
      ensureSeen(draft, 'crn', seen);
      ensureSamePerson(draft.answers, crn);
      await this.forgetTyped(draft, crn, found);
      const now = this.clock.now();
      if (found.outcome === 'not-allowed') return forgetPerson(draft, now);
      const known = found.outcome === 'found' ? { ...found.record } : null;
      const identified = found.outcome === 'found' || found.outcome === 'unavailable' ? found.outcome : 'typed';
      return identifyPerson(draft, { crn, identified, known, now, why: found.outcome === 'unavailable' ? found.why : null });
    });
    return found;
  }

  /** Half-written text about one person is not kept for another, nor of somebody the writer may not see. */
  private async forgetTyped({ id, answers }: DraftEntity, crn: string, { outcome }: CaseLookup): Promise<void> {
    const before = answers['crn']?.['crn'];
    const isAnother = outcome === 'not-allowed' || (before !== undefined && before !== crn);
    for (const page of ['crn', ...(isAnother ? ABOUT_THE_PERSON : [])]) await this.texts.forget(id, page);
  }

  /** Whether access to the person of a draft that is being sent is limited: case data is asked once more, and a draft keeps that it is. `revision`: the draft that was asked about. Throws StaleRecord when another was `shown`. */
  async lookAgain(actor: Actor, id: string, shown?: number): Promise<{ readonly restricted: boolean; readonly revision: number }> {
    const { answers, revision } = await this.reader.one(actor, DraftEntity, id, 'draft.send');
    if (shown !== undefined && shown !== revision) throw new StaleRecord();
    const crn = answers['crn']?.['crn'];
    const kept = marksOf(answers).restricted;
    const restricted = typeof crn === 'string' ? isRestricted(await this.lookUp(actor, crn), kept) : kept;
    if (restricted === kept || !restricted) return { revision, restricted };
    const marked = await this.work.change({ actor, action: 'draft.answer', entity: DraftEntity, id, revision }, (draft) => ({ changes: { answers: limitedByCaseData(draft.answers) } }));
    return { revision: marked.revision, restricted };
  }
}

/** Whether access to someone who was looked up is limited; `kept` where case data does not say. Throws RuleBroken `person-not-allowed`. */
export function isRestricted(found: CaseLookup, kept = false): boolean {
  if (found.outcome === 'not-allowed') throw new RuleBroken('person-not-allowed', 'You may not see this person, so you cannot refer them. Ask the practitioner who supervises them.', 'crn');
  return found.outcome === 'found' ? found.record.restricted : kept;
}
