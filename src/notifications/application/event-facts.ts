import { Injectable } from '@nestjs/common';
import { Database, sql } from '#libs/persistence';
import { IdentityDirectory, type Letter, type LetterKind } from '../../identity/identity.public.js';
import type { EarlierTask, EventFacts, HeardEvent, KnownContract } from '../domain/heard-events.js';

/** The ids an event may carry. */
type Ids = Readonly<Partial<Record<'contractId' | 'referralId' | 'registrationId' | 'newcomerId' | 'invitationId' | 'joinRequestId' | 'applicationId' | 'providerId' | 'caseId' | 'statementId', string>>>;

/** Events that ask for a letter, and its kind. */
const letters: Readonly<Partial<Record<HeardEvent['type'], LetterKind>>> = {
  'identity.confirmation-asked': 'confirm-address',
  'identity.newcomer-refused': 'newcomer-refused',
  'identity.invitation-made': 'invitation',
  'identity.join-declined': 'join-declined',
};

/** What rules need besides the event: the contract as events told of it, a provider's name, and the tasks there have been. */
@Injectable()
export class EventFactsReader {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityDirectory,
  ) {}

  async of(event: HeardEvent): Promise<EventFacts> {
    const { contractId, referralId, registrationId, applicationId, providerId, caseId, statementId } = event.data as Ids;
    return {
      // Events of referrals and cases say themselves who is concerned.
      contract: contractId && !referralId ? await this.contract(contractId) : null,
      organisationName: (applicationId ?? registrationId) && providerId ? ((await this.identity.organisations([providerId]))[0]?.name ?? null) : null,
      letter: await this.letterAbout(event),
      earlier: await this.earlier([caseId, referralId, statementId].filter((id) => id !== undefined)),
    };
  }

  /** Remembers a contract, or what has changed of it. */
  async remember({ id, reference, primeOrganisationId, regionCodes }: KnownContract): Promise<void> {
    await this.database.run(sql`
      insert into notifications.contract (id, reference, prime_organisation_id, region_codes) values (${id}, ${reference}, ${primeOrganisationId}, ${regionCodes}::text[])
      on conflict (id) do update set reference = excluded.reference, prime_organisation_id = excluded.prime_organisation_id, region_codes = excluded.region_codes`);
  }

  /** The letter an event asks for; null for one that asks for none, or when there is nothing left to write. */
  private letterAbout({ type, data }: HeardEvent): Promise<Letter | null> {
    const kind = letters[type];
    const { newcomerId, invitationId, joinRequestId } = data as Ids;
    const id = newcomerId ?? invitationId ?? joinRequestId;
    return kind && id ? this.identity.letter(kind, id) : Promise.resolve(null);
  }

  private contract(id: string): Promise<KnownContract | null> {
    return this.database.first<KnownContract>(sql`select id, reference, prime_organisation_id, region_codes from notifications.contract where id = ${id}`);
  }

  private async earlier(subjectIds: readonly string[]): Promise<EarlierTask[]> {
    if (subjectIds.length === 0) return [];
    return this.database.rows<EarlierTask>(sql`select kind, since, due_on, opened_by from notifications.task where subject_id = any(${subjectIds}::uuid[]) order by since, id`);
  }
}
