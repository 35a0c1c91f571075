import { Injectable } from '@nestjs/common';
import { anonymousActor, must, type Actor } from '#libs/kernel';
import { Database, Reader } from '#libs/persistence';
import type { Letter, OrganisationKind } from '../identity.public.js';
import { InvitationEntity } from '../persistence/invitation.entity.js';
import { IdentityQueries } from './identity.queries.js';
import { JoiningQueries } from './joining.queries.js';
import { Letters } from './letters.js';
import { Passwords } from './passwords.js';

/** An organisation as its invitations need it. */
export interface InvitingOrganisation {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly teamIds: readonly string[];
}

/** What invitations are made from. */
@Injectable()
export class InvitationRows {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly queries: IdentityQueries,
    private readonly joining: JoiningQueries,
    private readonly letters: Letters,
    private readonly passwords: Passwords,
  ) {}

  /** Does the work while nobody else changes who belongs to the organisation. */
  alone<T>(organisationId: string, work: () => Promise<T>): Promise<T> {
    return this.database.transaction(async () => {
      await this.joining.lockOrganisation(organisationId);
      return work();
    });
  }

  /** Throws NotFound. */
  read(id: string, actor: Actor = anonymousActor): Promise<InvitationEntity> {
    return this.reader.one(actor, InvitationEntity, id);
  }

  async organisation(id: string): Promise<InvitingOrganisation> {
    const { name, kind } = must((await this.queries.organisations([id]))[0], `organisation ${id}`);
    return { name, kind, teamIds: (await this.queries.teams(id)).map((team) => team.id) };
  }

  shownLetter(id: string): Promise<Letter | null> {
    return this.letters.shown('invitation', id);
  }

  hash(password: string): Promise<string> {
    return this.passwords.hash(password);
  }
}
