import { readFileSync } from 'node:fs';
import type { LegalForm } from '../../providers/domain/provider.js';
import type { ProviderSize } from '../../providers/providers.public.js';
import type { Role } from '../../identity/identity.public.js';

/** Someone of the demo world; everyone is invented. */
export interface CastMember {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** A provider with its people. */
export interface CastProvider {
  readonly key: string;
  readonly name: string;
  readonly legalForm: LegalForm;
  readonly companyNumber: string | null;
  readonly charityNumber: string | null;
  readonly size: ProviderSize;
  readonly isVcse: boolean;
  readonly turnoverPounds: number;
  readonly staff: readonly CastMember[];
}

/** A contract to be let. */
export interface CastContract {
  readonly reference: string;
  readonly provider: string;
  readonly serviceType: string;
  readonly region: string;
  readonly title: string;
  readonly areas: readonly string[];
  readonly places: number;
  readonly waitDays: number;
  readonly subcontractor?: string;
  /** Why it is awarded although the provider answered long ago. */
  readonly staleReason?: string;
}

/** Everyone and everything the demo world starts from. */
export interface Cast {
  readonly authorities: readonly { readonly key: string; readonly name: string; readonly coverage: readonly string[] | null; readonly teams: readonly string[] }[];
  readonly officials: readonly (CastMember & { readonly authority: string; readonly team?: string })[];
  readonly providers: readonly CastProvider[];
  readonly contracts: readonly CastContract[];
  /** A contract awarded in the last days, which is not live yet. */
  readonly mobilising: CastContract;
  readonly firstNames: Readonly<Record<'male' | 'female', readonly string[]>>;
  readonly lastNames: readonly string[];
}

/** The cast as the module ships it. */
export const cast = JSON.parse(readFileSync(new URL('../data/cast.json', import.meta.url), 'utf8')) as Cast;
