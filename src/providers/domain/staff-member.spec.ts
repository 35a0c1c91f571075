import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { day } from '#libs/kernel';
import { refusalOf } from '../../../test/support/rules.js';
import { decideMatch, excludeStaff, liftExclusion, matchWithExclusion, type Exclusion, type ExclusionMatch } from './exclusion.js';
import { finishCheck, lapseVetting, warnOfExpiry } from './staff-care.js';
import { addStaff, authoriseStaff, leaveStaff, personName, reinstateStaff, suspendStaff, updateStaff, withdrawStaff, type StaffMember } from './staff-member.js';
import { readStaffFile, STAFF_COLUMNS } from './staff-import.js';

const today = day('2026-06-10');
const levels = [{ code: 'none', name: 'Not vetted yet', authorises: false }, { code: 'enhanced', name: 'Enhanced check', authorises: true }];
const facts = { levels, today, isTaken: false, isAccountTaken: false, accountIds: ['u1', 'u2'] };
const details = { name: 'Zoë Ø’Neill', dateOfBirth: day('1990-05-04'), email: 'zoe@example.org', roleTitle: 'Mentor', vettingLevel: 'enhanced', vettingExpiresOn: day('2026-06-10'), userId: 'u1' };
const added = addStaff(details, { ...facts, id: 's1', organisationId: 'o1', now: new Date('2026-06-10T11:00:00Z') }).row;
const authorised: StaffMember = { ...added, status: 'authorised' };
const fine = { levels, today, matches: 0 };
const ruling = { reason: 'Broke a boundary', by: 'Maya', now: new Date('2026-06-10T11:00:00Z') };

/** The rule that work breaks, with the field it names where it names one. */
const rule = (work: () => unknown): string | null => {
  const refused = refusalOf(work);
  return refused?.field ? `${refused.rule} ${refused.field}` : (refused?.rule ?? null);
};

describe('a name on a staff register', () => {
  it.each(['ZOE O NEILL', 'Zoë  Ó Neill', 'zoe o’neill', 'Zoe-Oneill', 'Zoë Ø’Neill'])('"%s" is Zoë Ø’Neill’s', (name) => expect(personName(name)).toBe(personName('Zoë Ø’Neill')));
  it('of punctuation alone is still a name', () => expect(personName(' — ')).toBe('—'));
  it('does not change when accents and spaces are put in', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{1,20}$/), (name) => personName([...name].map((letter) => ` ${letter}\u0301`).join('')) === personName(name)));
  });
});

describe('someone on a staff register', () => {
  it('begins not authorised', () => expect(added).toMatchObject({ status: 'added', check: null, statusOn: '2026-06-10' }));
  it('is there once, with an account of one of the caseworkers that nobody else has', () => {
    const attempt = (over: object) => rule(() => addStaff(details, { ...facts, ...over, id: 's2', organisationId: 'o1', now: new Date(0) }));
    expect([attempt({ isTaken: true }), attempt({ isAccountTaken: true }), attempt({ accountIds: [] })]).toEqual(['staff-taken name', 'account-taken userId', 'account-unknown userId']);
  });
  it('is 16 to 100 years old', () => {
    const born = (on: string) => rule(() => addStaff({ ...details, dateOfBirth: day(on) }, { ...facts, id: 's2', organisationId: 'o1', now: new Date(0) }));
    expect([born('2010-06-10'), born('2010-06-11'), born('1926-06-10')]).toEqual([null, 'date-of-birth-implausible dateOfBirth', 'date-of-birth-implausible dateOfBirth']);
  });
  it('is authorised up to and including the last day of their vetting', () => {
    expect(authoriseStaff(added, fine)).toMatchObject({ changes: { status: 'authorised' }, events: [{ type: 'providers.staff-authorised', data: { staffMemberId: 's1', organisationId: 'o1', userId: 'u1' } }] });
    expect(rule(() => authoriseStaff(added, { ...fine, today: day('2026-06-11') }))).toBe('vetting-lapsed vettingExpiresOn');
    expect(rule(() => authoriseStaff({ ...added, vettingLevel: 'none', vettingExpiresOn: null }, fine))).toBe('vetting-missing vettingLevel');
    expect(rule(() => authoriseStaff(authorised, fine))).toBe('not-now');
  });
  it('waits for commissioners when the exclusion list has the name and date of birth', () => {
    expect(authoriseStaff(added, { ...fine, matches: 1 })).toEqual({ changes: { check: 'waiting' } });
    expect(rule(() => authoriseStaff({ ...added, check: 'waiting' }, fine))).toBe('check-waiting');
    expect(rule(() => authoriseStaff({ ...added, check: 'refused' }, fine))).toBe('authorisation-refused');
  });
  it('is reinstated under the rules of authorising', () => {
    const suspended: StaffMember = { ...authorised, status: 'suspended', reason: 'Complaint' };
    expect(reinstateStaff(suspended, fine).changes).toEqual({ status: 'authorised', reason: null, statusOn: '2026-06-10' });
    expect(reinstateStaff(suspended, { ...fine, matches: 2 })).toEqual({ changes: { check: 'waiting' } });
  });
  it('stays who they are once authorised', () => {
    expect(rule(() => updateStaff(authorised, { ...details, name: 'Somebody Else' }, facts))).toBe('person-fixed name');
    expect(rule(() => updateStaff(authorised, { ...details, dateOfBirth: day('1990-05-05') }, facts))).toBe('person-fixed dateOfBirth');
    expect(rule(() => updateStaff(authorised, { ...details, userId: 'u2' }, facts))).toBe('account-fixed userId');
    expect(rule(() => updateStaff(authorised, { ...details, vettingExpiresOn: day('2026-06-09') }, facts))).toBe('vetting-lapsed vettingExpiresOn');
    expect(updateStaff(authorised, { ...details, name: 'ZOE O NEILL' }, facts).changes).toMatchObject({ name: 'ZOE O NEILL' });
  });
  it('leaves, and can still be withdrawn for what they did', () => {
    expect(leaveStaff(authorised, { today }).changes).toMatchObject({ status: 'left' });
    expect(withdrawStaff({ ...authorised, status: 'left' }, { reason: 'Found out later', today }).events?.map((each) => each.type)).toEqual(['providers.staff-withdrawn']);
    expect(rule(() => withdrawStaff(authorised, { reason: ' ', today }))).toBe('reason-missing reason');
    expect(rule(() => suspendStaff(added, { reason: 'x', today }))).toBe('not-now');
  });
});

describe('vetting', () => {
  it('is warned of once, 30 days before, and again when it was renewed', () => {
    const expiring = { ...authorised, vettingExpiresOn: day('2026-07-10') };
    expect(warnOfExpiry(expiring, today)).toMatchObject({ changes: { warnedOfExpiryOn: '2026-07-10' }, events: [{ data: { expiresOn: '2026-07-10' } }] });
    expect([warnOfExpiry(expiring, day('2026-06-09')), warnOfExpiry({ ...expiring, warnedOfExpiryOn: expiring.vettingExpiresOn }, today)]).toEqual([{}, {}]);
  });
  it('suspends the day after its last, and nobody twice', () => {
    expect([lapseVetting(authorised, today), lapseVetting({ ...authorised, status: 'suspended' }, day('2026-06-11'))]).toEqual([{}, {}]);
    expect(lapseVetting(authorised, day('2026-06-11'))).toMatchObject({ changes: { status: 'suspended', reason: 'Vetting expired on 10 June 2026' }, events: [{ data: { cause: 'vetting-lapsed' } }] });
  });
});

describe('the exclusion list', () => {
  const exclusion: Exclusion = excludeStaff({ ...authorised, id: 's0' }, { ...ruling, id: 'e1' }).row;
  const match = matchWithExclusion(exclusion, added, { id: 'm1', now: ruling.now }).children?.[0]?.insert?.[0] as ExclusionMatch;
  const decide = (decision: 'confirmed' | 'different-person' | 'lifted') => decideMatch(exclusion, [match], { matchId: 'm1', decision, ...ruling });

  it('keeps who was withdrawn, by whom and why', () => expect(exclusion).toMatchObject({ staffMemberId: 's0', status: 'listed', reason: 'Broke a boundary', listedBy: 'Maya' }));
  it('stands, or is lifted, or is of somebody else: three different things', () => {
    expect(decide('confirmed').changes).toBeUndefined();
    expect(decide('different-person').changes).toBeUndefined();
    expect(decide('lifted').changes).toMatchObject({ status: 'lifted', liftReason: 'Broke a boundary' });
    expect(rule(() => decideMatch(exclusion, [{ ...match, decision: 'confirmed' }], { matchId: 'm1', decision: 'lifted', ...ruling }))).toBe('not-now');
  });
  it('frees whoever was refused because of it when it is lifted', () => {
    const refused = { ...match, decision: 'confirmed' } as const;
    expect(liftExclusion(exclusion, [refused], ruling).events).toEqual([{ type: 'providers.exclusion-decided', data: { exclusionId: 'e1', matchId: 'm1', staffMemberId: 's1', organisationId: 'o1', decision: 'lifted' } }]);
  });
  it('suspends whoever is already authorised elsewhere when it stands', () => {
    expect(finishCheck({ ...authorised, check: 'waiting' }, 'refused', today)).toMatchObject({ changes: { check: 'refused', status: 'suspended' }, events: [{ data: { cause: 'exclusion' } }] });
    expect(finishCheck({ ...authorised, check: 'waiting' }, 'cleared', today)).toEqual({ changes: { check: null } });
  });
});

describe('a staff file', () => {
  const heading = STAFF_COLUMNS.join(',');
  const read = (text: string) => readStaffFile(text, levels);

  it('is read from commas, semicolons or tabs, with British or ISO days', () => {
    const rows = [`${heading}\nA B,4/5/1990,Mentor,,none,`, `${heading.replaceAll(',', ';')}\r\nA B;1990-05-04;Mentor;;none;`, `\uFEFF${heading.replaceAll(',', '\t')}\nA B\t1990-05-04\tMentor\t\tNot vetted yet\t`].map((text) => read(text).rows);
    for (const each of rows) expect(each).toEqual([{ line: 2, name: 'A B', dateOfBirth: '1990-05-04', roleTitle: 'Mentor', email: null, vettingLevel: 'none', vettingExpiresOn: null }]);
  });
  it('reports everything wrong by line and column', () => {
    const { rows, errors } = read(`${heading}\nA B,31/2/1990,,not-mail,best,soon\nC D,1990-05-04,Mentor,,none,\nc  d,4/5/1990,Mentor,,none,`);
    expect(rows.map((row) => row.line)).toEqual([3, 4]);
    expect(errors.map(({ line, column }) => `${line} ${column}`)).toEqual(['2 date_of_birth', '2 role_title', '2 email', '2 vetting_level', '2 vetting_expires_on', '4 name']);
  });
  it.each([['', 'The file is empty'], [heading, 'nobody in it'], ['name,born', 'Column date_of_birth is missing'], [`${heading}\n"A`, 'quotation mark']])('refuses "%s"', (text, message) => {
    expect(read(text).errors.map((each) => each.message).join()).toContain(message);
  });
});
