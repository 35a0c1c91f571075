import { ensure, type Creation } from '#libs/kernel';
import type { OrganisationKind } from '../identity.public.js';

/** An authority or a provider, with the areas an authority buys for (null: national). */
export interface Organisation {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly coverage: string[] | null;
}

/** A new organisation; its name must say something and be its own (`organisation-name-taken`). */
export function createOrganisation(organisation: Organisation, facts: { readonly nameTaken: boolean }): Creation<Organisation> {
  ensure(organisation.name.trim().length > 1, 'organisation-name-missing', 'Enter the name of the organisation', 'name');
  ensure(!facts.nameTaken, 'organisation-name-taken', 'An organisation with this name is already registered', 'name');
  return { row: organisation };
}
