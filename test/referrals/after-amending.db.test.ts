import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { day, must } from '#libs/kernel';
import { HistoryVerifier, sql } from '#libs/persistence';
import { get, post, visitorsOf, type Visitors } from '../access/walk.js';
import { IdentityDirectory } from '../../src/identity/identity.public.js';
import { AmendmentsService } from '../../src/referrals/application/amendments.service.js';
import { SpendRebuild } from '../../src/spend/spend.public.js';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import { accepted, attended, colleague, joined, liveContract, planned, sent } from '../support/world.js';

describe('a referral that was amended', () => {
  let app: TestApp;
  let by: Visitors;
  let referral: string;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.reset();
    by = visitorsOf(app);
    await joined(app, 'prime');
    const contract = await liveContract(app, 'prime');
    await databaseOf(app).run(sql`update contracts.contract set area_codes = ${['C', 'G']}::text[] where id = ${contract}`); // the one contract of two regions
    referral = await sent(app, contract);
  });

  const actorOf = async (userId: string) => must(await app.get(IdentityDirectory).actorOf(userId), 'the colleague');
  const answersWith = async (change: object) => ({ content: { ...(await app.get(AmendmentsService).toAmend(await app.actor('practitioner'), referral)).content, ...change }, reason: 'Court' });
  const amend = async (body: object) => post(await by('practitioner'), `/api/v1/referrals/${referral}/amend`, { amendmentReason: 'She moved', ...body });
  const regions = () => databaseOf(app).rows(sql`
    select r.region_code as referral, w.region_code as caseload, c.region_code as "case"
    from referrals.referral r join delivery.caseload w on w.referral_id = r.id left join delivery.case c on c.referral_id = r.id where r.id = ${referral}`);

  it('marks on its page, for both sides, each answer that changed: when last, and by whom', async () => {
    expect((await get(await by('practitioner'), `/referrals/${referral}`)).text).not.toContain('Changed on');
    const needs = [{ categoryCode: 'accommodation', levelCode: 'MEDIUM', outcomeCodes: ['accommodation-secured', 'accommodation-kept'] }];
    await amend({ firstName: 'Siana', completeBy: '2027-07-02', needs, riskSummary: 'Low. [[Her door code.]]' });
    app.clock.set(new Date('2026-06-12T09:00:00Z'));
    const mate = await colleague(app, 'mate', { role: 'practitioner', at: 'yorkshire', team: 'leeds' });
    await app.get(AmendmentsService).amend(await actorOf(mate), referral, await answersWith({ completeBy: day('2027-07-03') }));
    for (const who of ['practitioner', 'provider-manager'] as const) {
      const { text } = await get(await by(who), `/referrals/${referral}`);
      expect([who, rowOf(text, 'Complete by')]).toEqual([who, '3 July 2027 Changed on 12 June 2026 by Test mate']);
      expect([who, rowOf(text, 'Accommodation')]).toEqual([who, expect.stringContaining('Changed on 10 June 2026 by Test practitioner')]);
      expect([who, rowOf(text, 'Reason for the referral')]).toEqual([who, 'Losing her tenancy']);
      expect(text.match(/Changed on/g)).toHaveLength(4); // the name, the date, the need, the risk
    }
  });

  it('of its area takes the referral, its case and its line of the working list to the region of the area; another answer leaves them', async () => {
    expect((await amend({ areaCode: 'south-yorkshire' })).status).toBe(200);
    expect(await regions()).toEqual([{ referral: 'C', caseload: 'C', case: null }]);
    const caseId = await accepted(app, referral);
    expect((await amend({ areaCode: 'dorset' })).status).toBe(200);
    expect(await regions()).toEqual([{ referral: 'G', caseload: 'G', case: 'G' }]);
    expect((await amend({ accessNeeds: 'A ramp' })).status).toBe(200);
    expect(await regions()).toEqual([{ referral: 'G', caseload: 'G', case: 'G' }]);
    expect((await get(await by('caseworker'), `/cases/${caseId}`)).status).toBe(200);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('is refused an area no service of the contract covers, with what to do instead', async () => {
    const refused = await amend({ areaCode: 'kent' });
    expect(refused.body).toMatchObject({ rule: 'area-not-covered', detail: 'This service does not cover that area. Transfer the referral to a service that does.' });
    expect(await regions()).toEqual([{ referral: 'C', caseload: 'C', case: null }]);
  });

  it('of its area leaves what was earned with the officers of the first region, and gives what comes next to those of the other; made again, the figures are the same', async () => {
    const caseId = await accepted(app, referral);
    await attended(app, caseId);
    await planned(app, caseId, { sessions: 2 });
    await attended(app, caseId);
    await amend({ areaCode: 'dorset' });
    await attended(app, caseId);
    await app.drain();
    // £185.00 for the assessment and £50.00 for the first session in Yorkshire, £50.00 for the second in the South West.
    expect(await databaseOf(app).rows(sql`select region_code, sum(amount_pence)::int as pence from payments.charge_line group by 1 order by 1`)).toEqual([
      { regionCode: 'C', pence: 235_00 },
      { regionCode: 'G', pence: 50_00 },
    ]);
    const reached = () => databaseOf(app).rows(sql`select region_code, started_month from spend.case_reached`);
    expect(await reached()).toEqual([{ regionCode: 'C', startedMonth: '2026-06' }]);
    await post(await by('provider-manager'), `/api/v1/cases/${caseId}/end`, { reason: null, comment: null });
    await app.drain();
    expect(await app.get(SpendRebuild).rebuild()).toMatchObject({ cases: 1, monthsChanged: 0 });
    expect(await reached()).toEqual([{ regionCode: 'C', startedMonth: '2026-06' }]);
  });
});

/** The value of a row of a page's summary lists, as one line of text. */
function rowOf(html: string, label: string): string {
  const value = html.split(/<div class="govuk-summary-list__row[^"]*">/).find((row) => new RegExp(`>\\s*${label}\\s*</dt>`).test(row)) ?? '';
  return (/<dd[^>]*>([\s\S]*?)<\/dd>/.exec(value)?.[1] ?? '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ').trim();
}
