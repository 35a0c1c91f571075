import { expect, it } from '@jest/globals';
import { within, type Actor, type HeldRole } from '#libs/kernel';
import { caseloadLists, listsFor, scopeOfList } from './caseload-lists.js';

const role = (name: string, organisationId: string, teamId: string | null = null): HeldRole => ({ role: name, organisationId, teamId, areas: [] });
const practitioner = role('practitioner', 'authority', 'leeds');
const manager = role('provider-manager', 'prime');
const caseworker = role('caseworker', 'prime');
const someone = (...roles: readonly HeldRole[]): Actor => ({ id: 'me', name: 'Me', roles, granted: ['granted'] });
const actors = [[practitioner], [manager], [caseworker], [manager, caseworker], [practitioner, manager], []].map((roles) => someone(...roles));

const rows = ['me', 'other'].flatMap((practitionerId) => ['leeds', 'york'].flatMap((teamId) => ['prime', 'sub'].flatMap((deliveringOrganisationId) => ['prime', 'rival'].flatMap((primeOrganisationId) =>
  ['me', 'other', null].flatMap((caseworkerId) => [true, false].flatMap((restricted) => ['granted', 'r'].map((referralId) => ({ practitionerId, teamId, deliveringOrganisationId, primeOrganisationId, caseworkerId, restricted, referralId }))))))));

it('no list shows anyone a row they may not read', () => {
  for (const actor of actors) {
    const readable = new Set(rows.filter((row) => within(scopeOfList('all', actor), row)));
    for (const list of caseloadLists) expect(rows.filter((row) => within(scopeOfList(list, actor), row) && !readable.has(row))).toEqual([]);
  }
});

it('one’s own are those one referred or works on, the team’s those of its people', () => {
  const shown = (list: 'mine' | 'team', actor: Actor) => rows.filter((row) => within(scopeOfList(list, actor), row));
  expect(shown('mine', someone(practitioner)).every((row) => row.practitionerId === 'me' && row.teamId === 'leeds')).toBe(true);
  expect(shown('mine', someone(caseworker)).every((row) => row.caseworkerId === 'me' && row.deliveringOrganisationId === 'prime')).toBe(true);
  expect(shown('team', someone(manager)).every((row) => row.deliveringOrganisationId === 'prime')).toBe(true);
  expect(shown('team', someone(practitioner)).some((row) => row.practitionerId === 'other')).toBe(true);
});

it('people are offered the lists that are not empty for them, and begin with their own where they refer', () => {
  expect([someone(practitioner), someone(manager), someone(caseworker)].map(listsFor)).toEqual([
    { lists: ['mine', 'team', 'all'], first: 'mine' },
    { lists: ['team', 'all'], first: 'all' },
    { lists: ['mine', 'all'], first: 'all' },
  ]);
});
