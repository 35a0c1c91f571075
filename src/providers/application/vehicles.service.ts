import { Injectable } from '@nestjs/common';
import { Clock, newId, NotFound, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { closeVehicle, draftVehicle, editVehicle, openVehicle, type VehicleContent, type VehicleFacts } from '../domain/vehicle.js';
import type { vehiclePolicy } from '../domain/vehicle.policy.js';
import { VehicleEntity } from '../persistence/vehicle.entity.js';
import { ApplicationQuestionnaire } from './application-questionnaire.js';
import { VehicleQueries } from './vehicles.queries.js';

type VehicleAction = keyof typeof vehiclePolicy;

/** A change to a vehicle. `reason` is needed once it is open; `revision` is the vehicle as the page showed it. */
export interface VehicleEdit {
  readonly content: VehicleContent;
  readonly reason: string | null;
  readonly revision?: number | undefined;
}

/** Drafting, opening, varying and closing commercial vehicles. */
@Injectable()
export class VehiclesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly queries: VehicleQueries,
    private readonly catalogue: Catalogue,
    private readonly questionnaires: ApplicationQuestionnaire,
    private readonly clock: Clock,
  ) {}

  /** Drafts a vehicle. Throws RuleBroken as `draftVehicle`. */
  draft(actor: Actor, code: string, content: VehicleContent, madeFromCode: string | null = null): Promise<VehicleEntity> {
    return this.work.create({ actor, action: 'vehicle.draft', entity: VehicleEntity }, async () => {
      await this.queries.lockNames();
      const codeTaken = (await this.queries.idOf(code)) !== null;
      const life = { id: newId(), code, codeTaken, madeFromCode, actorId: actor.id, now: this.clock.now() };
      return draftVehicle(content, { ...life, ...(await this.facts(content.name, null)) });
    });
  }

  /** Copies a vehicle into a draft under another code and name; each then leads to the other. */
  async makeFrom(actor: Actor, from: string, { code, name }: { readonly code: string; readonly name: string }): Promise<VehicleEntity> {
    return this.draft(actor, code, { ...contentOf(await this.vehicle(actor, from, 'vehicle.draft')), name }, from);
  }

  /** Changes a draft, or varies an open vehicle for a reason. Throws RuleBroken as `editVehicle`, StaleRecord. */
  edit(actor: Actor, code: string, { content, reason, revision }: VehicleEdit): Promise<VehicleEntity> {
    return this.change(actor, { action: 'vehicle.edit', code, revision }, async (vehicle) => {
      await this.queries.lockNames();
      const facts = await this.facts(content.name, code);
      return editVehicle(vehicle, content, { ...facts, reason, id: newId(), variedAt: this.clock.now(), variedBy: actor.id });
    });
  }

  open(actor: Actor, code: string, revision?: number): Promise<VehicleEntity> {
    return this.change(actor, { action: 'vehicle.open', code, revision }, (vehicle) => openVehicle(vehicle, { actorId: actor.id, now: this.clock.now(), today: this.clock.today() }));
  }

  close(actor: Actor, code: string, reason: string): Promise<VehicleEntity> {
    return this.change(actor, { action: 'vehicle.close', code }, (vehicle) => closeVehicle(vehicle, { actorId: actor.id, now: this.clock.now(), reason }));
  }

  /** A vehicle the actor may read; with an action, one it may also act on. */
  async vehicle(actor: Actor, code: string, action?: VehicleAction): Promise<VehicleEntity> {
    return this.reader.one(actor, VehicleEntity, await this.idOf(code), action);
  }

  /** Whether an action reaches the vehicle: what pages ask before they show a button. */
  may(actor: Actor, action: VehicleAction, vehicle: VehicleEntity): boolean {
    return this.reader.may(actor, VehicleEntity, action, vehicle);
  }

  private async change(actor: Actor, { action, code, revision }: { readonly action: VehicleAction; readonly code: string; readonly revision?: number | undefined }, decide: Parameters<typeof this.work.change<VehicleEntity>>[1]): Promise<VehicleEntity> {
    return this.work.change({ actor, action, entity: VehicleEntity, id: await this.idOf(code), ...(revision === undefined ? {} : { revision }) }, decide);
  }

  private async idOf(code: string): Promise<string> {
    const id = await this.queries.idOf(code);
    if (!id) throw new NotFound('vehicle');
    return id;
  }

  private async facts(name: string, besides: string | null): Promise<VehicleFacts> {
    const categories = new Set((await this.catalogue.categories()).map(({ code }) => code));
    const questionnaires = this.questionnaires.codes();
    return { nameTaken: await this.queries.nameTaken(name, besides), isCategory: (code) => categories.has(code), isQuestionnaire: (code) => questionnaires.includes(code) };
  }
}

/** What a vehicle says, without its life: what a copy takes and a form shows. */
export function contentOf(vehicle: VehicleContent): VehicleContent {
  const { name, description, kind, regime, isLightTouch, opensOn, endsOn, categoryCodes, conditions, questionnaireCode, bandRule, contactEmail } = vehicle;
  return { name, description, kind, regime, isLightTouch, opensOn, endsOn, categoryCodes, conditions, questionnaireCode, bandRule, contactEmail };
}
