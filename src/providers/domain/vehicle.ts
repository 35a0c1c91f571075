import { canonical, ensure, formatDay, lifecycle, move, type Creation, type Day, type Decision } from '#libs/kernel';
import type { BandRule, Vehicle, VehicleDrafted, VehicleOpened } from '../providers.public.js';
import { faultOfBandRule } from './financial-band.js';

export const vehicleStatuses = ['draft', 'open', 'closed'] as const satisfies readonly Vehicle['status'][];

export const vehicleLifecycle = lifecycle(vehicleStatuses, {
  draft: { from: null, to: 'draft' },
  open: { from: ['draft'], to: 'open' },
  close: { from: ['open'], to: 'closed' },
});

/** What its drafter says of a vehicle. Everything that decides who may be a member is in `fixedOnceOpen`. */
export interface VehicleContent extends Omit<Vehicle, 'code' | 'status'> {
  readonly description: string;
}

/** A vehicle with its life. `madeFromCode` names the one it was copied from. People are actor ids. */
export interface CommercialVehicle extends Vehicle, VehicleContent {
  readonly id: string;
  readonly madeFromCode: string | null;
  readonly draftedBy: string;
  readonly draftedAt: Date;
  readonly openedBy: string | null;
  readonly openedAt: Date | null;
  readonly closedBy: string | null;
  readonly closedAt: Date | null;
  readonly closedReason: string | null;
}

/** A change to a vehicle that was open already: why, and what it was, in sentences. */
export interface VehicleVariation {
  readonly id: string;
  readonly vehicleId: string;
  readonly variedAt: Date;
  readonly variedBy: string;
  readonly reason: string;
  readonly changed: readonly string[];
}

/** What content must be checked against. */
export interface VehicleFacts {
  readonly nameTaken: boolean;
  readonly isCategory: (code: string) => boolean;
  readonly isQuestionnaire: (code: string) => boolean;
}

/** What drafting must know besides. */
export interface DraftFacts extends VehicleFacts {
  readonly id: string;
  readonly code: string;
  readonly codeTaken: boolean;
  readonly madeFromCode: string | null;
  readonly actorId: string;
  readonly now: Date;
}

const CODE = /^[A-Z][A-Z0-9-]{1,11}$/;
/** Fields nobody may change once a vehicle is open, whatever its regime: it would be another vehicle. */
const nature = ['kind', 'regime', 'isLightTouch'] as const;
/** What a market under the Procurement Act 2023 keeps for its whole life (section 36: its conditions for membership must not change). */
export const fixedOnceOpen = ['opensOn', 'endsOn', 'categoryCodes', 'conditions', 'questionnaireCode', 'bandRule'] as const;
const editable = ['name', 'description', ...fixedOnceOpen] as const;
type Editable = (typeof editable)[number];

const notNow: Readonly<Record<Vehicle['status'], string>> = { draft: 'This framework or market is a draft', open: 'This framework or market is already open', closed: 'This framework or market has been closed' };

/** Drafts a vehicle, new or from another one. Nobody but those who commission nationally sees it until it opens. */
export function draftVehicle(content: VehicleContent, facts: DraftFacts): Creation<CommercialVehicle> {
  const { id, code, madeFromCode, actorId, now } = facts;
  ensure(CODE.test(code), 'code-format', 'A code is 2 to 12 capital letters, numbers and hyphens, and begins with a letter, like PSDF', 'code');
  ensure(!facts.codeTaken, 'code-taken', `There is already a framework or market with the code ${code}`, 'code');
  const life = { openedBy: null, openedAt: null, closedBy: null, closedAt: null, closedReason: null };
  return {
    row: { ...checked(content, facts), id, code, status: 'draft', madeFromCode, draftedBy: actorId, draftedAt: now, ...life },
    events: [{ type: 'providers.vehicle-drafted', data: { vehicleId: id, vehicleCode: code, draftedBy: actorId } } satisfies VehicleDrafted],
  };
}

/**
 * Changes a draft freely; an open vehicle by a variation with its reason, but for its contact.
 * Throws `market-conditions-fixed` for what a market under the Procurement Act 2023 keeps, and `vehicle-nature-fixed` for what every vehicle keeps.
 */
export function editVehicle(vehicle: CommercialVehicle, content: VehicleContent, facts: VehicleFacts & Pick<VehicleVariation, 'id' | 'variedAt' | 'variedBy'> & { readonly reason: string | null }): Decision<CommercialVehicle> {
  ensure(vehicle.status !== 'closed', 'not-now', 'This framework or market has been closed and can no longer be changed');
  const wanted = checked(content, facts);
  if (vehicle.status === 'draft') return { changes: wanted };
  ensureContact(wanted);
  const changedNature = nature.find((field) => wanted[field] !== vehicle[field]);
  ensure(!changedNature, 'vehicle-nature-fixed', 'Its kind, and the law it is let under, cannot change once it is open. Make a new one from it instead.', changedNature);
  const fields = editable.filter((field) => comparable(vehicle[field]) !== comparable(wanted[field]));
  const contact = wanted.contactEmail === vehicle.contactEmail ? null : { contactEmail: wanted.contactEmail };
  if (fields.length === 0) return contact ? { changes: contact } : {};
  const broken = fields.find((field) => vehicle.regime === 'PA2023' && isFixed(field));
  ensure(!broken, 'market-conditions-fixed', 'The conditions of a market under the Procurement Act 2023 cannot change once it is open. Make a new market from this one instead.', broken);
  const reason = facts.reason?.trim() ?? '';
  ensure(reason !== '', 'reason-missing', 'Enter why the framework or market changes while it is open. Everyone reads this.', 'reason');
  const variation: VehicleVariation = { id: facts.id, vehicleId: vehicle.id, variedAt: facts.variedAt, variedBy: facts.variedBy, reason, changed: fields.map((field) => inWords(field, vehicle, wanted)) };
  return { changes: { ...contact, ...Object.fromEntries(fields.map((field) => [field, wanted[field]])) }, children: [{ child: 'variations', insert: [variation] }] };
}

/** Opens a draft to applications. Whoever drafted it may not, so that two people have read its conditions. */
export function openVehicle(vehicle: CommercialVehicle, { actorId, now, today }: { readonly actorId: string; readonly now: Date; readonly today: Day }): Decision<CommercialVehicle> {
  const status = move(vehicleLifecycle, 'open', vehicle.status, notNow[vehicle.status]);
  ensure(vehicle.draftedBy !== actorId, 'opened-by-another', 'You drafted this framework or market, so another approver must open it');
  ensureContact(vehicle);
  ensure(vehicle.endsOn >= today, 'term-over', `Its term ended on ${formatDay(vehicle.endsOn)}. Change the term before you open it.`, 'endsOn');
  const data = { vehicleId: vehicle.id, vehicleCode: vehicle.code };
  return { changes: { status, openedBy: actorId, openedAt: now }, events: [{ type: 'providers.vehicle-opened', data } satisfies VehicleOpened] };
}

/** Closes a vehicle to new applications, for a reason. Members stay, and lots can be let, until its term ends. */
export function closeVehicle(vehicle: CommercialVehicle, { actorId, now, reason }: { readonly actorId: string; readonly now: Date; readonly reason: string }): Decision<CommercialVehicle> {
  const status = move(vehicleLifecycle, 'close', vehicle.status, vehicle.status === 'draft' ? 'This framework or market has not been opened yet' : notNow[vehicle.status]);
  ensure(reason.trim() !== '', 'reason-missing', 'Enter why the framework or market closes', 'reason');
  return { changes: { status, closedBy: actorId, closedAt: now, closedReason: reason } };
}

/** Whether a vehicle takes applications on a day: it is open and its term runs. */
export function takesApplications({ status, opensOn, endsOn }: Pick<Vehicle, 'status' | 'opensOn' | 'endsOn'>, today: Day): boolean {
  return status === 'open' && opensOn <= today && today <= endsOn;
}

/** Whether what decides who may be a member can no longer be changed. */
export function isFixedMarket({ status, regime }: Pick<Vehicle, 'status' | 'regime'>): boolean {
  return status !== 'draft' && regime === 'PA2023';
}

function checked(content: VehicleContent, facts: VehicleFacts): VehicleContent {
  const { kind, regime, opensOn, endsOn, conditions } = content;
  const name = content.name.trim();
  ensure(name !== '', 'name-missing', 'Enter a name', 'name');
  ensure(!facts.nameTaken, 'name-taken', `There is already a framework or market called ${name}`, 'name');
  ensure((kind === 'grant-scheme') === (regime === null), 'regime-of-kind', 'A grant scheme has no procurement law, and every other kind has one', 'regime');
  const needsAct = kind === 'dynamic-market' || kind === 'open-framework';
  ensure(!needsAct || regime === 'PA2023', 'regime-of-kind', 'Dynamic markets and open frameworks exist under the Procurement Act 2023 alone', 'regime');
  ensure(opensOn <= endsOn, 'term-order', 'The term must end after it begins', 'endsOn');
  const categoryCodes = [...new Set(content.categoryCodes)];
  ensure(categoryCodes.length > 0, 'category-missing', 'Select at least one category', 'categoryCodes');
  ensure(categoryCodes.every(facts.isCategory), 'category-unknown', 'Select categories from the list', 'categoryCodes');
  ensure(conditions.trim() !== '', 'conditions-missing', 'Enter the conditions of membership', 'conditions');
  ensure(facts.isQuestionnaire(content.questionnaireCode), 'questionnaire-unknown', 'Select a questionnaire from the list', 'questionnaireCode');
  const fault = faultOfBandRule(content.bandRule);
  ensure(!fault, 'band-rule', fault ?? '', 'bands');
  return { ...content, name, categoryCodes };
}

function ensureContact({ contactEmail }: Pick<VehicleContent, 'contactEmail'>): void {
  ensure(contactEmail, 'contact-missing', 'Enter the address that applicants write to', 'contactEmail');
}

function isFixed(field: Editable): boolean {
  return (fixedOnceOpen as readonly string[]).includes(field);
}

/** Text that is the same for the same value; the order of a list of codes does not count. */
function comparable(value: string | BandRule | readonly string[]): string {
  return canonical(Array.isArray(value) ? [...(value as readonly string[])].sort() : [value]);
}

function inWords(field: Editable, before: VehicleContent, after: VehicleContent): string {
  switch (field) {
    case 'name':
      return `Its name is ${after.name} instead of ${before.name}`;
    case 'description':
      return 'The description changed';
    case 'opensOn':
      return `Its term begins on ${formatDay(after.opensOn)} instead of ${formatDay(before.opensOn)}`;
    case 'endsOn':
      return `Its term ends on ${formatDay(after.endsOn)} instead of ${formatDay(before.endsOn)}`;
    case 'categoryCodes':
      return categoriesInWords(before.categoryCodes, after.categoryCodes);
    case 'conditions':
      return 'The conditions of membership changed';
    case 'questionnaireCode':
      return 'The questionnaire changed';
    case 'bandRule':
      return 'The financial standing test changed';
  }
}

function categoriesInWords(before: readonly string[], after: readonly string[]): string {
  const added = after.filter((code) => !before.includes(code));
  const removed = before.filter((code) => !after.includes(code));
  return [added.length > 0 && `Categories added: ${added.join(', ')}`, removed.length > 0 && `Categories taken out: ${removed.join(', ')}`].filter(Boolean).join('. ');
}
