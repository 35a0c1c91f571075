import { Controller, Get, Param } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { page, type Page } from '#libs/web';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { ReassignmentQueries } from '../application/reassignment.queries.js';
import { ReassignmentEntity } from '../persistence/reassignment.entity.js';
import { causeWords, statusTags } from './delivery.words.js';

const MOST = 100;

/** Where cases wait for another caseworker, for the officers of the region: counts and references, never the person. */
@Controller('reassignments')
export class ReassignmentsController {
  constructor(
    private readonly queries: ReassignmentQueries,
    private readonly reader: Reader,
    private readonly identity: IdentityDirectory,
  ) {}

  @Get()
  @Needs('reassignment.read')
  async list(@CurrentActor() actor: Actor): Promise<Page> {
    const rows = await this.queries.list(actor, MOST);
    const organisations = await this.identity.organisations([...new Set(rows.map((row) => row.deliveringOrganisationId))]);
    const nameOf = (id: string) => organisations.find((each) => each.id === id)?.name ?? '';
    return page('delivery/web/views/reassignments', { rows: rows.map((row) => ({ ...row, organisation: nameOf(row.deliveringOrganisationId), why: causeWords[row.cause] })) });
  }

  @Get(':id')
  @Needs('reassignment.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const row = await this.reader.one(actor, ReassignmentEntity, id);
    const { name } = await this.identity.organisation(row.deliveringOrganisationId);
    return page('delivery/web/views/reassignment', { row, organisation: name, why: causeWords[row.cause], cases: await this.queries.cases(id), statusTags });
  }
}
