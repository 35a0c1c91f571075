import type { Actor, Day, DomainEvent } from '#libs/kernel';

export const providerSizes = ['micro', 'small', 'medium', 'large'] as const;
export type ProviderSize = (typeof providerSizes)[number];

/** A provider as other modules need it. `id` is also the id of its organisation in identity. */
export interface ProviderSummary {
  readonly id: string;
  readonly name: string;
  readonly size: ProviderSize | null;
  readonly isVcse: boolean | null;
  /** False for organisations known only from a contract register: shown, never invited. */
  readonly isRegistered: boolean;
}

export const vehicleKinds = ['dynamic-framework', 'dynamic-market', 'framework', 'open-framework', 'grant-scheme', 'one-off'] as const;

/** A commercial vehicle: what providers qualify for and lots are let under. The regime is null for grants; the last day is included. */
export interface Vehicle {
  readonly code: string;
  readonly name: string;
  readonly kind: (typeof vehicleKinds)[number];
  readonly regime: 'PCR2015' | 'PA2023' | null;
  readonly opensOn: Day;
  readonly endsOn: Day;
}

/** One category that a provider is admitted for. */
export interface Admission {
  readonly providerId: string;
  readonly vehicleCode: string;
  readonly categoryCode: string;
  readonly areaCode: string;
}

/** A member as eligibility for a lot needs it. The band is the largest annual contract value the standing test supports, in pence; null is unlimited. */
export interface Member {
  readonly providerId: string;
  readonly name: string;
  readonly status: 'active' | 'suspended' | 'removed';
  readonly financialBandPence: number | null;
  readonly admissions: readonly Admission[];
}

/** Providers, their memberships and their staff, for downstream modules. */
export abstract class ProviderDirectory {
  /** A commercial vehicle by its code, or null. */
  abstract vehicle(code: string): Promise<Vehicle | null>;
  /** Every commercial vehicle, by name. */
  abstract vehicles(): Promise<Vehicle[]>;
  abstract provider(id: string): Promise<ProviderSummary>;
  abstract providers(ids: readonly string[]): Promise<ProviderSummary[]>;
  /** Everyone ever admitted to a vehicle, with what for; by name. */
  abstract members(vehicleCode: string): Promise<Member[]>;
  /** Finds an organisation known from a contract register by its name, or makes it; joins the transaction. Answers whether it is new. */
  abstract listOrganisation(actor: Actor, name: string): Promise<{ readonly id: string; readonly isNew: boolean }>;
}

export type ApplicationSubmitted = DomainEvent & { readonly type: 'providers.application-submitted'; readonly data: { readonly applicationId: string; readonly providerId: string; readonly areaCodes: readonly string[] } };
export type ApplicationDecided = DomainEvent & { readonly type: 'providers.application-decided'; readonly data: { readonly applicationId: string; readonly providerId: string; readonly admitted: number; readonly refused: number } };
