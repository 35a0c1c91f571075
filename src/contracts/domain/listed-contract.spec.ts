import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { referralWindow } from './contract.js';
import { listContract, RegisterRefused, relistContract } from './listed-contract.js';
import type { RegisterRow } from './register.js';
import type { Subcontractor } from './supply-chain.js';

const row: RegisterRow = {
  line: 2,
  reference: 'SMP_1001',
  serviceTypeCode: 'WOS',
  publishedType: 'WSM',
  areaCode: 'gwent',
  primeCode: 'ROWAN',
  primeName: 'Rowan Women’s Centre',
  subcontractors: ['Copper Lane Advice'],
  referralsOpenFrom: day('2021-06-26'),
  referralsClosedAt: new Date('2024-03-28T23:59:00Z'),
  male: false,
  female: true,
  minAge: 18,
  maxAge: null,
  title: 'Women’s Services in Gwent',
};
const prime = { id: 'rowan', name: 'Rowan Women’s Centre' };
const copperLane = { id: 'copper', name: 'Copper Lane Advice' };
let made = 0;
const facts = { prime, subcontractors: [copperLane], regionCode: 'D', newId: () => `new-${(made += 1)}` };
const listed = listContract(row, facts).row;
const chain: Subcontractor[] = [{ id: 'link', contractId: listed.id, organisationId: 'copper', name: 'Copper Lane Advice', role: null, sharePercent: null, worksFrom: null, worksTo: null }];

describe('a contract of a register', () => {
  it('is listed with what was published, in the region of its police area', () => {
    expect(listed).toMatchObject({ status: 'listed', lotId: null, serviceTypeCode: 'WOS', publishedType: 'WSM', areaCodes: ['gwent'], regionCode: 'D', regionCodes: ['D'], takesMen: false, referralsTo: '2024-03-28' });
  });

  it('takes no referral and has no capacity', () => {
    expect(referralWindow({ ...listed, referralsTo: null })).toEqual({ from: null, to: null });
    expect(listed).toMatchObject({ attendance: [], languages: [], capacityAskedOn: null });
  });

  it('brings its supply chain', () => {
    expect(listContract(row, facts).children).toMatchObject([{ child: 'supplyChain', insert: [{ organisationId: 'copper', name: 'Copper Lane Advice' }] }]);
  });

  it('stays as it is when the register says the same again', () => {
    const { changes = {}, children } = relistContract(listed, row, { ...facts, chain });
    expect({ ...listed, ...changes }).toEqual(listed);
    expect(children).toEqual([]);
  });

  it('follows a newer register', () => {
    const { changes, children } = relistContract(listed, { ...row, title: 'Women’s Services' }, { ...facts, subcontractors: [{ id: 'orchard', name: 'Orchard Skills' }], chain });
    expect(changes?.title).toBe('Women’s Services');
    expect(children).toMatchObject([{ child: 'supplyChain', remove: ['link'] }, { child: 'supplyChain', insert: [{ organisationId: 'orchard' }] }]);
  });
});

describe('a refused register', () => {
  it('names the line and the column of every error', () => {
    const refused = new RegisterRefused([{ line: 3, column: 'min_age', message: 'Must be a number' }, { line: 4, column: null, message: 'Too few columns' }]);
    expect(refused.errors).toEqual([{ field: 'line 3, min_age', message: 'Must be a number' }, { field: 'line 4', message: 'Too few columns' }]);
  });
});
