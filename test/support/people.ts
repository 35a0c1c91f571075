import { anonymousActor, systemActor } from '#libs/kernel';
import type { IdentityDirectory, RoleAssignment } from '../../src/identity/identity.public.js';

/** Everyone a test can be; addresses are `<key>@test.example`. All invented. */
export const people = [
  'practitioner', 'practitioner2', 'provider-manager', 'caseworker', 'provider-finance', 'subcontractor', 'rival', 'commissioner', 'commissioner2', 'approver', 'administrator',
] as const;
export type PersonKey = (typeof people)[number];

/** The address of somebody a test adds itself: a `colleague` named so. */
export type ColleagueAddress = `${string}@test.example`;

/** Anyone who can sign in. */
export type Someone = PersonKey | ColleagueAddress;

/** Where someone gets their mail, and signs in. */
export function addressOf(person: Someone): ColleagueAddress {
  return person.includes('@') ? (person as ColleagueAddress) : `${person as PersonKey}@test.example`;
}

/** Makes the organisations, teams and people every test starts with; answers their ids by name. */
export async function seedPeople(identity: IdentityDirectory): Promise<Record<string, string>> {
  const authority = (name: string, coverage: string[] | null) => identity.createOrganisation(anonymousActor, { kind: 'authority', name, coverage });
  const provider = (name: string) => identity.createOrganisation(anonymousActor, { kind: 'provider', name, coverage: null });
  const yorkshire = await authority('Yorkshire Probation', ['C']);
  const southWest = await authority('South West Probation', ['G']);
  const leeds = await identity.createTeam(systemActor, { organisationId: yorkshire, name: 'Leeds' });
  const sheffield = await identity.createTeam(systemActor, { organisationId: yorkshire, name: 'Sheffield' });
  const prime = await provider('Harbour Test Trust');
  const subcontractor = await provider('Second Test Spring');
  const rival = await provider('Rival Test Futures');
  const held: Record<PersonKey, RoleAssignment[]> = {
    practitioner: [{ role: 'practitioner', organisationId: yorkshire, teamId: leeds }],
    practitioner2: [{ role: 'practitioner', organisationId: yorkshire, teamId: sheffield }],
    'provider-manager': [{ role: 'provider-manager', organisationId: prime }],
    caseworker: [{ role: 'caseworker', organisationId: prime }],
    'provider-finance': [{ role: 'provider-finance', organisationId: prime }],
    subcontractor: [{ role: 'provider-manager', organisationId: subcontractor }],
    rival: [{ role: 'provider-manager', organisationId: rival }],
    commissioner: [{ role: 'commissioner', organisationId: yorkshire }],
    commissioner2: [{ role: 'commissioner', organisationId: southWest }],
    approver: [{ role: 'approver', organisationId: yorkshire }],
    administrator: [{ role: 'administrator', organisationId: yorkshire }],
  };
  const ids: Record<string, string> = { yorkshire, southWest, leeds, sheffield, prime, subcontractor, rival };
  for (const key of people) ids[`user:${key}`] = await identity.createUser(systemActor, { name: `Test ${key}`, email: `${key}@test.example`, password: 'test-password', roles: held[key] });
  return ids;
}
