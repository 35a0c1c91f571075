import { describe, expect, it } from '@jest/globals';
import { anonymousActor, day, within, type Actor } from '#libs/kernel';
import { ruleOf } from '../../../test/support/rules.js';
import { closeVehicle, draftVehicle, editVehicle, openVehicle, takesApplications, type CommercialVehicle, type VehicleContent } from './vehicle.js';
import { vehiclePolicy } from './vehicle.policy.js';

const now = new Date('2026-06-10T11:00:00Z');
const today = day('2026-06-10');
const content: VehicleContent = {
  name: 'Market', description: '', kind: 'dynamic-market', regime: 'PA2023', isLightTouch: true, opensOn: day('2026-07-01'), endsOn: day('2030-06-30'), categoryCodes: ['family'], conditions: 'Be able',
  questionnaireCode: 'q', bandRule: { turnoverShareBasisPoints: 5_000, bandsPence: [250_000_00] }, contactEmail: 'team@market.example',
};
const facts = { nameTaken: false, isCategory: () => true, isQuestionnaire: () => true };
const draft = draftVehicle(content, { ...facts, id: 'v', code: 'MKT', codeTaken: false, madeFromCode: null, actorId: 'ann', now }).row;
const open: CommercialVehicle = { ...draft, ...openVehicle(draft, { actorId: 'ben', now, today }).changes };
const edit = (vehicle: CommercialVehicle, change: Partial<VehicleContent>, reason: string | null = null) => editVehicle(vehicle, { ...content, ...change }, { ...facts, id: 'x', variedAt: now, variedBy: 'ann', reason });

describe('a vehicle', () => {
  it('changes freely while it is a draft, and leaves no trace of variations', () => {
    expect(edit(draft, { conditions: 'Be abler', kind: 'one-off' })).toEqual({ changes: { ...content, conditions: 'Be abler', kind: 'one-off' } });
  });

  it('has a contact once it is open, which changes without a reason', () => {
    expect(ruleOf(() => openVehicle({ ...draft, contactEmail: null }, { actorId: 'ben', now, today }))).toBe('contact-missing');
    expect(ruleOf(() => edit(open, { contactEmail: null }))).toBe('contact-missing');
    expect(edit(open, { contactEmail: 'new@market.example' })).toEqual({ changes: { contactEmail: 'new@market.example' } });
  });

  it('tells that a draft waits for somebody else, and that it waits no more', () => {
    const made = draftVehicle(content, { ...facts, id: 'v', code: 'MKT', codeTaken: false, madeFromCode: null, actorId: 'ann', now });
    expect(made.events).toEqual([{ type: 'providers.vehicle-drafted', data: { vehicleId: 'v', vehicleCode: 'MKT', draftedBy: 'ann' } }]);
    expect(openVehicle(draft, { actorId: 'ben', now, today }).events).toEqual([{ type: 'providers.vehicle-opened', data: { vehicleId: 'v', vehicleCode: 'MKT' } }]);
  });

  it('is opened by somebody else than its drafter, while its term is not over', () => {
    expect(ruleOf(() => openVehicle(draft, { actorId: 'ann', now, today }))).toBe('opened-by-another');
    expect(ruleOf(() => openVehicle(draft, { actorId: 'ben', now, today: day('2030-07-01') }))).toBe('term-over');
    expect(ruleOf(() => openVehicle(open, { actorId: 'ben', now, today }))).toBe('not-now');
  });

  it('under the Procurement Act 2023 keeps what decides who may be a member', () => {
    for (const change of [{ conditions: 'x' }, { categoryCodes: ['women'] }, { opensOn: today }, { endsOn: day('2031-06-30') }, { questionnaireCode: 'r' }, { bandRule: { ...content.bandRule, bandsPence: [1] } }]) {
      expect(ruleOf(() => edit(open, change, 'Because'))).toBe('market-conditions-fixed');
    }
    expect(edit(open, { name: 'Markets' }, 'Because').changes).toEqual({ name: 'Markets' });
  });

  it('under the regulations of 2015, or for grants, is varied for a reason that is kept', () => {
    for (const change of [{ kind: 'dynamic-framework', regime: 'PCR2015' }, { kind: 'grant-scheme', regime: null }] as const) {
      const older: CommercialVehicle = { ...open, ...change };
      expect(ruleOf(() => edit(older, { ...change, conditions: 'x' }))).toBe('reason-missing');
      expect(edit(older, { ...change, conditions: 'x' }, 'Law changed')).toMatchObject({ changes: { conditions: 'x' }, children: [{ child: 'variations', insert: [{ reason: 'Law changed', changed: ['The conditions of membership changed'] }] }] });
      expect(edit(older, change)).toEqual({});
    }
    expect(ruleOf(() => edit(open, { regime: 'PCR2015', kind: 'framework' }, 'x'))).toBe('vehicle-nature-fixed');
  });

  it('takes applications while it is open and its term runs', () => {
    expect(takesApplications(draft, day('2026-07-01'))).toBe(false);
    expect(takesApplications(open, today)).toBe(false);
    expect(takesApplications(open, day('2026-07-01'))).toBe(true);
    expect(takesApplications(open, day('2030-06-30'))).toBe(true);
    expect(takesApplications(open, day('2030-07-01'))).toBe(false);
    const closed = { ...open, ...closeVehicle(open, { actorId: 'ben', now, reason: 'Replaced' }).changes };
    expect(takesApplications(closed, day('2026-07-01'))).toBe(false);
    expect(ruleOf(() => edit(closed, {}))).toBe('not-now');
    expect(ruleOf(() => closeVehicle(draft, { actorId: 'ben', now, reason: 'x' }))).toBe('not-now');
  });
});

describe('who may', () => {
  const actor = (role: string, areas: readonly string[] | 'all'): Actor => ({ id: 'a', name: 'A', granted: [], roles: [{ role, organisationId: 'o', teamId: null, areas }] });
  const may = (action: keyof typeof vehiclePolicy, who: Actor, row: object = draft) => within(vehiclePolicy[action](who), row);

  it('draft, change and close is national; open is for a national approver; what was opened is for anyone to read', () => {
    const [national, regional, approver] = [actor('commissioner', 'all'), actor('commissioner', ['C']), actor('approver', 'all')];
    expect([national, regional, approver].map((who) => may('vehicle.draft', who))).toEqual([true, false, true]);
    expect([national, regional, approver].map((who) => may('vehicle.open', who))).toEqual([false, false, true]);
    expect([national, regional, approver, anonymousActor].map((who) => may('vehicle.read', who))).toEqual([true, false, true, false]);
    expect(may('vehicle.read', anonymousActor, open)).toBe(true);
  });
});
