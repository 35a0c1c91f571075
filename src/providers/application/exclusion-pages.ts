import { Injectable } from '@nestjs/common';
import { NotFound, type Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { ExclusionEntity } from '../persistence/staff.entity.js';
import { ExclusionQueries, type ExclusionRow, type MatchRow } from './exclusions.queries.js';
import { StaffQueries, type StaffCount } from './staff.queries.js';

/** An organisation's name beside what it is about. */
export type WithOrganisation<Row> = Row & { readonly organisationName: string };

/** An exclusion with the requests that matched it. */
export interface OpenedExclusion {
  readonly exclusion: WithOrganisation<ExclusionEntity>;
  readonly matches: readonly WithOrganisation<MatchRow>[];
}

/** Opens the exclusion list for commissioners, with the names of organisations. */
@Injectable()
export class ExclusionPages {
  constructor(
    private readonly reader: Reader,
    private readonly queries: ExclusionQueries,
    private readonly staff: StaffQueries,
    private readonly identity: IdentityDirectory,
  ) {}

  /** One the actor may read; with an action, one they may act on, and a match of it. */
  async open(actor: Actor, id: string, { action, matchId }: { readonly action?: string; readonly matchId?: string } = {}): Promise<OpenedExclusion> {
    const row = await this.reader.one(actor, ExclusionEntity, id, action);
    const [exclusion] = await this.named([row]);
    const matches = await this.named(await this.queries.matches(id));
    if (!exclusion || (matchId && !matches.some((each) => each.id === matchId))) throw new NotFound('request');
    return { exclusion, matches };
  }

  async list(actor: Actor, where: Parameters<ExclusionQueries['list']>[1]): Promise<WithOrganisation<ExclusionRow>[]> {
    return this.named(await this.queries.list(actor, where));
  }

  async counts(actor: Actor): Promise<WithOrganisation<StaffCount>[]> {
    const rows = await this.named(await this.staff.counts(actor));
    return rows.sort((a, b) => a.organisationName.localeCompare(b.organisationName));
  }

  private async named<Row extends { readonly organisationId: string }>(rows: readonly Row[]): Promise<WithOrganisation<Row>[]> {
    const organisations = await this.identity.organisations([...new Set(rows.map((row) => row.organisationId))]);
    return rows.map((row) => ({ ...row, organisationName: organisations.find((each) => each.id === row.organisationId)?.name ?? '' }));
  }
}
