import { ensure, type ChildChange, type Day, type Decision } from '#libs/kernel';
import { CAPACITY_STALE, CAPACITY_STATED, type CapacityStaleData, type CapacityStatedData, type Room } from '../contracts.public.js';
import { contractRuns, ensureRuns, type Contract } from './contract.js';
import { isStale } from './staleness.js';

/** Room on a contract in one of its areas, as the provider last said it. */
export interface Capacity extends Room {
  readonly id: string;
  readonly contractId: string;
  readonly areaCode: string;
  readonly statedOn: Day;
}

/** Room in one area. */
export interface AreaRoom extends Room {
  readonly areaCode: string;
}

/** What a provider says in one step: the same for every area of the contract, or area by area. */
export type CapacityStatement = { readonly everywhere: Room } | { readonly areas: readonly AreaRoom[] };

/** What must be known before capacity can be stated. */
export interface CapacityFacts {
  readonly known: readonly Capacity[];
  readonly today: Day;
  readonly newId: () => string;
}

/** The prime states its capacity in one step; areas it leaves out stay as they were. Throws RuleBroken `not-now`, `area-missing`, `area-not-on-contract` or `area-twice`. */
export function stateCapacity(contract: Contract, statement: CapacityStatement, { known, today, newId }: CapacityFacts): Decision<Contract> {
  ensureRuns(contract, 'You cannot say how many places you have: this contract is not running');
  const stated = roomsOf(contract, statement);
  const rows = stated.map((room) => ({ room, row: known.find(({ areaCode }) => areaCode === room.areaCode) }));
  const update = rows.flatMap(({ room: { areaCode: _, ...room }, row }) => (row && !isSame(row, room, today) ? [{ id: row.id, set: { ...room, statedOn: today } }] : []));
  const insert = rows.flatMap(({ room, row }) => (row ? [] : [{ ...room, id: newId(), contractId: contract.id, statedOn: today }]));
  if (update.length + insert.length === 0) return {};
  const left = contract.areaCodes.filter((code) => !stated.some(({ areaCode }) => areaCode === code)).map((code) => known.find(({ areaCode }) => areaCode === code));
  const stillStale = left.filter((row) => !row || isStale(row.statedOn, today)).length;
  const child: ChildChange = { child: 'capacities', insert, update };
  return { changes: stillStale === 0 ? { capacityAskedOn: null } : {}, children: [child], events: [capacityStated(contract, stillStale)] };
}

/** Asks the provider to say again how much room it has, once until it does. Decides nothing when it was asked already or nothing is old. */
export function askForCapacity(contract: Contract, { known, today }: Pick<CapacityFacts, 'known' | 'today'>): Decision<Contract> {
  const fresh = contract.areaCodes.every((code) => known.some(({ areaCode, statedOn }) => areaCode === code && !isStale(statedOn, today)));
  if (fresh || contract.status !== 'live' || contract.capacityAskedOn !== null) return {};
  const { id: contractId, reference, primeOrganisationId, regionCodes } = contract;
  const data: CapacityStaleData = { contractId, reference, primeOrganisationId, regionCodes, statedOn: known.map(({ statedOn }) => statedOn).sort()[0] ?? null };
  return { changes: { capacityAskedOn: today }, events: [{ type: CAPACITY_STALE, data }] };
}

/** Whether a contract's provider may say how much room it has. */
export function takesCapacity({ status }: Pick<Contract, 'status'>): boolean {
  return contractRuns(status);
}

function roomsOf(contract: Contract, statement: CapacityStatement): AreaRoom[] {
  if ('everywhere' in statement) return contract.areaCodes.map((areaCode) => ({ areaCode, ...statement.everywhere }));
  const codes = statement.areas.map(({ areaCode }) => areaCode);
  ensure(codes.length > 0, 'area-missing', 'Say how many places you have in at least one area', 'areas');
  ensure(codes.every((code) => contract.areaCodes.includes(code)), 'area-not-on-contract', 'Choose only areas this contract covers', 'areas');
  ensure(new Set(codes).size === codes.length, 'area-twice', 'Enter each area only once', 'areas');
  return [...statement.areas];
}

function isSame(row: Capacity, room: Room, today: Day): boolean {
  return row.statedOn === today && (['places', 'weeklyStarts', 'expectedWaitDays', 'closesWhenFull'] as const).every((name) => row[name] === room[name]);
}

function capacityStated({ id: contractId, reference, primeOrganisationId, regionCodes }: Contract, stillStale: number) {
  const data: CapacityStatedData = { contractId, reference, primeOrganisationId, regionCodes, stillStale };
  return { type: CAPACITY_STATED, data };
}
