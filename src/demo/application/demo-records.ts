import { Injectable } from '@nestjs/common';
import { Database, raw, sql } from '#libs/persistence';
import { LinkTokens } from '../../identity/application/link-tokens.js';
import type { LetterKind } from '../../identity/identity.public.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** The contract the matrix is about: Harbour Lane Trust's in Yorkshire, and its referrals from Leeds, all but those whose access is limited. */
const HOME = `(select id from contracts.contract where reference = 'PRJ_90001')`;
const OPEN = `from referrals.referral r where r.contract_id = ${HOME} and not r.restricted and r.practitioner_id = ${userIdOf('practitioner@demo.example')}
  and r.delivering_organisation_id = r.prime_organisation_id`;
const CASES = `from delivery.case c join referrals.referral r on r.id = c.referral_id where r.contract_id = ${HOME} and not r.restricted
  and r.practitioner_id = ${userIdOf('practitioner@demo.example')} and c.caseworker_id = ${userIdOf('caseworker@demo.example')} and r.delivering_organisation_id = r.prime_organisation_id`;
const LIMITED = `from referrals.referral r left join delivery.case c on c.referral_id = r.id where r.contract_id = ${HOME} and r.restricted`;
const PENDING = `select id from providers.registration where status = 'pending' order by id`;
const COMPARED = `from providers.exclusion_match m where m.decision is null order by m.id`;
const HARBOUR = `(select id from identity.organisation where name = 'Harbour Lane Trust')`;

/** Where one record of each kind is found, as long as the world still has one. */
const found: Readonly<Record<string, string>> = {
  organisation: HARBOUR,
  application: `select id from providers.application where provider_id = ${HARBOUR} and status = 'decided' order by id`,
  query: `select q.id from providers.application_query q join providers.application a on a.id = q.application_id where a.provider_id = ${HARBOUR} and a.status = 'decided' order by q.id`,
  applicationDraft: `select id from providers.application where provider_id = ${HARBOUR} and status = 'draft' and is_consortium order by id`,
  consortiumMember: `select m.id from providers.application_member m join providers.application a on a.id = m.application_id
    where m.lead_provider_id = ${HARBOUR} and m.provider_id <> m.lead_provider_id and a.status = 'draft' order by m.id`,
  joinRequest: `select id from identity.join_request where organisation_id = ${HARBOUR} and status = 'waiting' order by id`,
  registration: PENDING,
  registrationToken: PENDING,
  invitationToken: `select id from identity.invitation where organisation_id = ${HARBOUR} and status = 'waiting' order by id`,
  claim: `select id from providers.registration where status = 'claimed' order by id`,
  membership: `select id from providers.membership where provider_id = ${HARBOUR} order by id`,
  lot: `select lot_id as id from contracts.contract where id = ${HOME}`,
  lotDraft: `select id from lots.lot_draft where created_by = ${userIdOf('commissioner@demo.example')}::text order by id`,
  mobilising: `select id from contracts.contract where status = 'mobilising' and region_code = 'C' order by id`,
  rateCardDraft: `select c.id from contracts.rate_card c join contracts.contract o on o.id = c.contract_id where c.status = 'draft' and o.region_code = 'C' order by c.id`,
  contract: `select id from contracts.contract where id = ${HOME}`,
  rateCard: `select id from contracts.rate_card where contract_id = ${HOME} and status = 'approved' order by id`,
  waiting: `select r.id ${OPEN} and r.status = 'sent' and not exists (select from referrals.message m where m.referral_id = r.id and m.answered_at is null) order by r.sent_at`,
  referral: `select r.id ${CASES} and not exists (select from referrals.message m where m.referral_id = r.id and m.answered_at is null) order by r.sent_at`,
  draft: `select id from referrals.draft where practitioner_id = ${userIdOf('practitioner@demo.example')} order by id`,
  case: `select c.id ${CASES} order by c.accepted_at`,
  openCase: `select c.id ${CASES} and c.status not in ('ended', 'closing') order by c.accepted_at desc`,
  bookedCase: `select a.case_id as id from delivery.appointment a join (select c.id ${CASES}) as mine on mine.id = a.case_id order by a.status = 'booked' desc, a.id`,
  appointment: `select a.id from delivery.appointment a join (select c.id ${CASES}) as mine on mine.id = a.case_id order by a.status = 'booked' desc, a.id`,
  plan: `select p.id from delivery.plan p join (select c.id ${CASES}) as mine on mine.id = p.case_id order by p.id`,
  report: `select p.id from delivery.report p join (select c.id ${CASES}) as mine on mine.id = p.case_id order by p.id`,
  statement: `select id from payments.statement where contract_id = ${HOME} and status <> 'draft' order by month, id`,
  line: `select l.id from payments.statement_line l where l.statement_id = (select id from payments.statement where contract_id = ${HOME} and status <> 'draft' order by month, id limit 1) order by l.id`,
  chargeLine: `select l.charge_line_id as id from payments.statement_line l where l.statement_id = (select id from payments.statement where contract_id = ${HOME} and status <> 'draft' order by month, id limit 1) order by l.id`,
  document: `select id from providers.document where provider_id = ${HARBOUR} order by id`,
  staffMember: `select id from providers.staff_member where organisation_id = ${HARBOUR} order by id`,
  exclusion: `select exclusion_id as id ${COMPARED}`,
  exclusionMatch: `select m.id ${COMPARED}`,
  reassignment: `select id from delivery.reassignment where contract_id = ${HOME} and status = 'open' order by id`,
  colleague: `select id from identity.user_account where email = 'commissioner@demo.example'`,
  limitedWaiting: `select r.id ${LIMITED} and r.status = 'sent' order by r.sent_at`,
  limitedReferral: `select r.id ${LIMITED} and c.id is not null order by r.sent_at`,
  limitedCase: `select c.id ${LIMITED} and c.id is not null order by r.sent_at`,
  limitedAppointment: `select a.id from delivery.appointment a join (select c.id ${LIMITED} and c.id is not null) as mine on mine.id = a.case_id order by a.id`,
  limitedPlan: `select p.id from delivery.plan p join (select c.id ${LIMITED} and c.id is not null) as mine on mine.id = p.case_id order by p.id`,
  limitedReport: `select p.id from delivery.report p join (select c.id ${LIMITED} and c.id is not null) as mine on mine.id = p.case_id order by p.id`,
};

/** What is reached by the link of a letter alone, and which letter it is. */
const inLetters: Readonly<Record<string, LetterKind>> = { registrationToken: 'confirm-address', invitationToken: 'invitation' };

/** Records of the demo world, one of each kind the access matrix names. */
@Injectable()
export class DemoRecords {
  constructor(
    private readonly database: Database,
    private readonly tokens: LinkTokens,
  ) {}

  /** The id of a record of a kind; of one the demo world does not have, an id nobody has, and `exists` says so. */
  async of(kind: string): Promise<{ readonly id: string; readonly exists: boolean }> {
    const query = found[kind];
    const row = query ? await this.database.first<{ id: string }>(sql`select id from (${raw(query.startsWith('(') ? query.slice(1, -1) : query)}) as found limit 1`) : null;
    if (!row) return { id: UNKNOWN, exists: false };
    const letter = inLetters[kind];
    return { id: letter ? this.tokens.of(letter, row.id) : row.id, exists: true };
  }

  /** What nobody but those named may read anywhere: references, names and CRNs of referrals whose access is limited, where no other referral has them. */
  async secrets(): Promise<string[]> {
    const rows = await this.database.rows<{ reference: string; crn: string; name: string }>(sql`select reference, crn, first_name || ' ' || last_name as name 
      from referrals.referral r where r.restricted and not exists (
        select from referrals.referral o where not o.restricted and (o.crn = r.crn or (o.first_name = r.first_name and o.last_name = r.last_name)))`);
    return rows.flatMap(({ reference, crn, name }) => [reference, crn, name]);
  }
}

function userIdOf(email: string): string {
  return `(select id from identity.user_account where email = '${email}')`;
}
