import { Choice, Choices, Text, Whole, type FormClass } from '#libs/web';
import { attendanceTypes, languages, type AttendanceType, type Room } from '../contracts.public.js';
import type { Capacity, CapacityStatement } from '../domain/capacity.js';

/** An area with the name pages show. */
export interface NamedArea {
  readonly code: string;
  readonly name: string;
}

const DEGREES = /^[-−]?\d{1,3}(\.\d{1,10})?$/;

/** The boxes of one area's room, in the order they are shown; those for every area have no code. */
export function boxesOf(areaCode: string | null): { readonly [Name in keyof Room]: string } {
  const within = areaCode === null ? '' : `-${areaCode}`;
  return { places: `places${within}`, weeklyStarts: `weeklyStarts${within}`, expectedWaitDays: `expectedWaitDays${within}`, closesWhenFull: `closesWhenFull${within}` };
}

/** Reads the page of a contract's areas: room for all of them, or a row for each. Empty places mean no limit. */
export function capacityForm(areas: readonly NamedArea[]): FormClass<Record<string, unknown>> {
  class CapacityForm {}
  const together = (body: Readonly<Record<string, unknown>>) => areas.length === 1 || body['same'] !== 'no';
  if (areas.length > 1) Choice({ required: 'Select whether it is the same in every area', options: ['yes', 'no'] })(CapacityForm.prototype, 'same');
  asks(CapacityForm, { code: null, where: '', when: together });
  if (areas.length > 1) for (const { code, name } of areas) asks(CapacityForm, { code, where: ` in ${name}`, when: (body) => !together(body) });
  return CapacityForm as FormClass<Record<string, unknown>>;
}

/** What a read page states. */
export function statementFrom(form: Readonly<Record<string, unknown>>, areas: readonly NamedArea[]): CapacityStatement {
  if (areas.length === 1 || form['same'] === 'yes') return { everywhere: roomFrom(form, null) };
  return { areas: areas.map(({ code }) => ({ areaCode: code, ...roomFrom(form, code) })) };
}

/** What was last said, as the page shows it: one row for all where every area says the same. */
export function answersFrom(capacities: readonly Capacity[], areas: readonly NamedArea[]): Record<string, unknown> {
  const rooms = areas.map(({ code }) => capacities.find(({ areaCode }) => areaCode === code) ?? null);
  const [first] = rooms;
  const isSame = rooms.every((room) => answersOf(room, null).toString() === answersOf(first ?? null, null).toString());
  const rows = areas.flatMap(({ code }, index) => answersOf(rooms[index] ?? null, code));
  return { ...Object.fromEntries([...answersOf(isSame ? (first ?? null) : null, null), ...rows]), ...(capacities.length > 0 ? { same: isSame ? 'yes' : 'no' } : {}) };
}

/** What the service offers, where and how. */
export class ServiceForm {
  @Text({ label: 'About the service' }) description!: string | null;
  @Choices({ label: 'How people can take part', options: Object.keys(attendanceTypes) }) attendance!: AttendanceType[];
  @Choices({ label: 'Languages', options: languages }) languages!: string[];
}

/** A place the service works from. */
export class OfficeForm {
  @Text({ label: 'Name', required: 'Enter the name of the office', max: 200 }) name!: string;
  @Text({ label: 'Address', required: 'Enter the address of the office', max: 1_000 }) address!: string;
  @Text({ label: 'Latitude', trim: true, max: 20, pattern: { matches: DEGREES, message: 'Latitude must be a number of degrees, like 53.79' } }) latitude!: string | null;
  @Text({ label: 'Longitude', trim: true, max: 20, pattern: { matches: DEGREES, message: 'Longitude must be a number of degrees, like −1.55' } }) longitude!: string | null;
}

/** Degrees as a number; null for none. */
export function degrees(text: string | null): number | null {
  return text === null ? null : Number(text.replace('−', '-'));
}

interface Asked {
  readonly code: string | null;
  /** " in West Yorkshire", for messages. */
  readonly where: string;
  readonly when: (body: Readonly<Record<string, unknown>>) => boolean;
}

function asks(form: new () => object, { code, where, when }: Asked): void {
  const boxes = boxesOf(code);
  const target = form.prototype as object;
  Whole({ label: `Places${where}`, max: 10_000, when })(target, boxes.places);
  Whole({ label: `Starts each week${where}`, max: 1_000, when })(target, boxes.weeklyStarts);
  Whole({ label: `Expected wait${where}`, max: 365, when })(target, boxes.expectedWaitDays);
  Choice({ label: `What happens when full${where}`, options: ['yes', 'no'], when })(target, boxes.closesWhenFull);
}

function roomFrom(form: Readonly<Record<string, unknown>>, code: string | null): Room {
  const boxes = boxesOf(code);
  const number = (name: string) => (form[name] as number | null | undefined) ?? null;
  return { places: number(boxes.places), weeklyStarts: number(boxes.weeklyStarts), expectedWaitDays: number(boxes.expectedWaitDays), closesWhenFull: form[boxes.closesWhenFull] !== 'no' };
}

function answersOf(room: Room | null, code: string | null): [string, unknown][] {
  const boxes = boxesOf(code);
  return [
    [boxes.places, room?.places ?? ''],
    [boxes.weeklyStarts, room?.weeklyStarts ?? ''],
    [boxes.expectedWaitDays, room?.expectedWaitDays ?? ''],
    [boxes.closesWhenFull, (room?.closesWhenFull ?? true) ? 'yes' : 'no'],
  ];
}
