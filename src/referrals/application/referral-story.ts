import { Injectable } from '@nestjs/common';
import { NotFound, type Actor } from '#libs/kernel';
import { History, Reader, type HistoryRow } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { namedIn, storyOf, type StoryFacts, type Told, type ToldContent } from '../domain/story.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import type { StoryEntry } from '../referrals.public.js';

/** The history of a referral in plain words. */
@Injectable()
export class ReferralStory {
  constructor(
    private readonly history: History,
    private readonly reader: Reader,
    private readonly contracts: ContractDirectory,
    private readonly identity: IdentityDirectory,
  ) {}

  /** Newest first. The caller has read the referral or its case; withheld text and what was only about it stay on the referring side. */
  async of(actor: Actor, id: string): Promise<StoryEntry[]> {
    const rows = (await this.history.of('referral', id)).map(told).reverse();
    const referral = await this.known(actor, id);
    return storyOf(rows, { ...(await this.namesIn(actor, rows)), readsWithheld: referral !== null && this.reader.may(actor, ReferralEntity, 'referral.read-written', referral) });
  }

  private async known(actor: Actor, id: string): Promise<ReferralEntity | null> {
    return this.reader.one(actor, ReferralEntity, id).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
  }

  private async namesIn(actor: Actor, rows: readonly Told[]): Promise<Omit<StoryFacts, 'readsWithheld'>> {
    const { organisationIds, contractIds, referralIds } = namedIn(rows);
    const organisations = organisationIds.length > 0 ? await this.identity.organisations(organisationIds) : [];
    const contracts = contractIds.length > 0 ? await this.contracts.contracts(contractIds) : [];
    const references = new Map<string, string>();
    for (const id of referralIds) {
      const known = await this.known(actor, id);
      if (known) references.set(id, known.reference);
    }
    return {
      organisation: (id) => organisations.find((each) => each.id === id)?.name ?? 'An organisation',
      service: (id) => contracts.find((each) => each.id === id)?.title ?? 'Another service',
      reference: (id) => references.get(id) ?? null,
    };
  }
}

function told({ action, actorName, occurredAt, content }: HistoryRow): Told {
  return { action, actorName, at: occurredAt, content: content === null ? null : (JSON.parse(content) as ToldContent) };
}
