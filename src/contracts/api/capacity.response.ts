import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '#libs/kernel';
import { attendanceTypes, type AreaCapacity, type AttendanceType, type ServiceOffice } from '../contracts.public.js';

/** Room in one area and the day the provider said it. */
export class AreaCapacityResponse {
  areaCode!: string;
  places!: number | null;
  weeklyStarts!: number | null;
  expectedWaitDays!: number | null;
  closesWhenFull!: boolean;
  @ApiProperty({ type: String, format: 'date' }) statedOn!: Day;
}

/** A place a service works from. */
export class OfficeResponse {
  id!: string;
  name!: string;
  address!: string;
  latitude!: number | null;
  longitude!: number | null;
}

/** What the provider of a contract tells practitioners: room by area, what it offers and where. */
export class CapacityResponse {
  contractId!: string;
  areas!: AreaCapacityResponse[];
  description!: string;
  @ApiProperty({ type: [String], enum: Object.keys(attendanceTypes) }) attendance!: AttendanceType[];
  languages!: string[];
  offices!: OfficeResponse[];
}

/** Everything a listing is made of, as rows and columns hold it. */
export interface Described {
  readonly contract: { readonly id: string; readonly description: string; readonly attendance: readonly AttendanceType[]; readonly languages: readonly string[] };
  readonly capacities: readonly AreaCapacity[];
  readonly offices: readonly ServiceOffice[];
}

/** What a provider said, as the API shows it. */
export function capacityResponse({ contract, capacities, offices }: Described): CapacityResponse {
  const { id: contractId, description, attendance, languages } = contract;
  return { contractId, areas: capacities.map(areaResponse), description, attendance: [...attendance], languages: [...languages], offices: offices.map(officeResponse) };
}

function areaResponse({ areaCode, places, weeklyStarts, expectedWaitDays, closesWhenFull, statedOn }: AreaCapacity): AreaCapacityResponse {
  return { areaCode, places, weeklyStarts, expectedWaitDays, closesWhenFull, statedOn };
}

function officeResponse({ id, name, address, latitude, longitude }: ServiceOffice): OfficeResponse {
  return { id, name, address, latitude, longitude };
}
