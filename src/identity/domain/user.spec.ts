import { describe, expect, it } from '@jest/globals';
import { ruleOf } from '../../../test/support/rules.js';
import { changeRoles, closeUser, reopenUser, type HeldRoleRow, type User } from './user.js';

const now = new Date('2026-06-10T11:00:00Z');
const maya: User = { id: 'maya', name: 'Maya', email: 'maya@test.example', passwordHash: 'x', organisationId: 'harbour', status: 'active' };
const role = (each: HeldRoleRow['role'], change: Partial<HeldRoleRow> = {}): HeldRoleRow => ({ id: each, userId: 'maya', role: each, organisationId: 'harbour', teamId: null, ...change });
const provider = { kind: 'provider', held: [role('provider-manager'), role('caseworker')], othersWhoLead: 1 } as const;
const authority = { kind: 'authority', held: [role('administrator')], othersWhoLead: 0 } as const;

describe('removing someone', () => {
  it('closes the account, ends its keys and says so', () => {
    expect(closeUser(maya, { ...provider, keyIds: ['key'], now })).toEqual({
      changes: { status: 'closed' },
      children: [{ child: 'apiKeys', update: [{ id: 'key', set: { revokedAt: now } }] }],
      events: [{ type: 'identity.user-removed', data: { userId: 'maya', organisationId: 'harbour' } }],
    });
  });

  it('never leaves a provider without a manager or an authority without an administrator', () => {
    expect(ruleOf(() => closeUser(maya, { ...provider, othersWhoLead: 0, keyIds: [], now }))).toBe('last-to-lead');
    expect(ruleOf(() => closeUser(maya, { ...authority, keyIds: [], now }))).toBe('last-to-lead');
    expect(ruleOf(() => closeUser(maya, { ...provider, held: [role('caseworker')], othersWhoLead: 0, keyIds: [], now }))).toBeNull();
    expect(ruleOf(() => closeUser(maya, { ...authority, held: [role('administrator', { organisationId: 'elsewhere' })], keyIds: [], now }))).toBeNull();
  });

  it('happens once', () => expect(ruleOf(() => closeUser({ ...maya, status: 'closed' }, { ...provider, keyIds: [], now }))).toBe('account-closed'));
});

describe('changing roles', () => {
  const facts = { ...provider, teamIds: [] };

  it('keeps what stays, takes what goes and adds what is new', () => {
    const finance = role('provider-finance', { id: 'new' });
    expect(changeRoles(maya, [role('caseworker', { id: 'again' }), finance], facts)).toEqual({ children: [{ child: 'roles', remove: ['provider-manager'], insert: [finance] }] });
  });

  it('does nothing where nothing changes', () => expect(changeRoles(maya, provider.held.map((each) => ({ ...each, id: 'other' })), facts)).toEqual({}));

  it('never takes the leading role from the last who holds it', () => {
    expect(ruleOf(() => changeRoles(maya, [role('caseworker')], { ...facts, othersWhoLead: 0 }))).toBe('last-to-lead');
    expect(ruleOf(() => changeRoles(maya, [role('provider-manager')], { ...facts, othersWhoLead: 0 }))).toBeNull();
  });

  it('asks for roles that exist in the organisation, each once, a practitioner’s with a team of it', () => {
    expect(ruleOf(() => changeRoles(maya, [], facts))).toBe('role-missing');
    expect(ruleOf(() => changeRoles(maya, [role('commissioner')], facts))).toBe('role-does-not-fit');
    expect(ruleOf(() => changeRoles(maya, [role('caseworker'), role('caseworker')], facts))).toBe('role-twice');
    const region = { ...authority, othersWhoLead: 1, teamIds: ['leeds'] };
    expect(ruleOf(() => changeRoles(maya, [role('practitioner')], region))).toBe('team-missing');
    expect(ruleOf(() => changeRoles(maya, [role('practitioner', { teamId: 'bristol' })], region))).toBe('team-unknown');
    expect(ruleOf(() => changeRoles(maya, [role('practitioner', { teamId: 'leeds' })], region))).toBeNull();
  });
});

it('a closed account is opened again with another password and other roles but the name that signed what was written, an open one never', () => {
  const back = { passwordHash: 'y', organisationId: 'other', held: provider.held, chosen: [role('caseworker', { organisationId: 'other' })] };
  expect(reopenUser({ ...maya, status: 'closed' }, back).changes).not.toHaveProperty('name');
  expect(reopenUser({ ...maya, status: 'closed' }, back)).toMatchObject({ changes: { status: 'active', organisationId: 'other' }, children: [{ remove: ['provider-manager', 'caseworker'] }] });
  expect(ruleOf(() => reopenUser(maya, back))).toBe('email-taken');
});
