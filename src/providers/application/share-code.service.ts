import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { Clock, newId, NotFound, RuleBroken, StaleRecord, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { SupplierInformation, SupplierInformationFailed } from '../adapters/supplier-information.js';
import { ensureOwn, importAnswers, proposals, shareCodeFrom, type ImportRule, type ProposedAnswer } from '../domain/share-code.js';
import type { SharedInformation } from '../domain/supplier-information.js';
import { ApplicationEntity } from '../persistence/application.entity.js';
import { ProviderEntity } from '../persistence/provider.entity.js';
import { ShareCodeQueries } from './share-code.queries.js';
import { Sittings } from './sittings.js';

/** What importing would fill in, for a person to look at first. */
export interface ImportPreview {
  readonly application: ApplicationEntity;
  readonly shared: SharedInformation;
  readonly proposed: readonly ProposedAnswer[];
}

/** What a person accepts: the code, and the version of what was shared as the preview showed it. */
export interface AcceptedImport {
  readonly shareCode: string;
  readonly formVersionId: string;
  readonly submittedAt: string;
}

const RULES = JSON.parse(readFileSync(new URL('../data/find-a-tender.json', import.meta.url), 'utf8')) as readonly ImportRule[];

/** Fills a draft from what its organisation shared on Find a Tender. The other service is asked before the transaction, never in it. */
@Injectable()
export class ShareCodeService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly platform: SupplierInformation,
    private readonly sittings: Sittings,
    private readonly queries: ShareCodeQueries,
    private readonly clock: Clock,
  ) {}

  /** Whether importing is offered here. */
  get isOffered(): boolean {
    return this.platform.isOffered;
  }

  /** A draft the actor may fill; NotFound where importing is not offered. */
  async draft(actor: Actor, id: string): Promise<ApplicationEntity> {
    const draft = await this.reader.one(actor, ApplicationEntity, id, 'application.answer');
    if (!this.isOffered) throw new NotFound('page');
    return draft;
  }

  /** What a code would fill in; nothing is kept. Throws RuleBroken `share-code-format`, `not-yours`, or `find-a-tender-…` with why it could not be had. */
  async preview(actor: Actor, id: string, typed: string): Promise<ImportPreview> {
    const application = await this.draft(actor, id);
    const shared = await this.fetched(actor, application, shareCodeFrom(typed));
    const { asked } = await this.sittings.of(application);
    return { application, shared, proposed: proposals(shared, RULES, asked) };
  }

  /** Fills in what the preview showed. What was shared since is shown again first: StaleRecord. */
  async accept(actor: Actor, id: string, { shareCode, formVersionId, submittedAt }: AcceptedImport): Promise<ApplicationEntity> {
    const shared = await this.fetched(actor, await this.draft(actor, id), shareCodeFrom(shareCode));
    const isWhatWasShown = shared.formVersionId === formVersionId && shared.submittedAt.toISOString() === submittedAt;
    if (!isWhatWasShown) throw new StaleRecord('Newer information was shared meanwhile. Look at it, then accept it.');
    return this.work.change({ actor, action: 'application.answer', entity: ApplicationEntity, id }, async (draft) => {
      const { asked } = await this.sittings.of(draft);
      const facts = { now: this.clock.now(), actorId: actor.id, newId, earlier: await this.queries.of(id) };
      return importAnswers(draft, { shared, accepted: proposals(shared, RULES, asked) }, facts);
    });
  }

  private async fetched(actor: Actor, { providerId }: ApplicationEntity, shareCode: string): Promise<SharedInformation> {
    const provider = await this.reader.one(actor, ProviderEntity, providerId);
    const shared = await this.asked(shareCode);
    ensureOwn(shared, provider);
    return shared;
  }

  private async asked(shareCode: string): Promise<SharedInformation> {
    try {
      return await this.platform.shared(shareCode);
    } catch (error) {
      if (error instanceof SupplierInformationFailed) throw new RuleBroken(`find-a-tender-${error.problem}`, error.message, 'shareCode');
      throw error;
    }
  }
}
