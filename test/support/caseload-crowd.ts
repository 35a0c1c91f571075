import pg from 'pg';

/** Who a crowd of rows belongs to: each list's first id has the share a test looks at. */
export interface CrowdOwners {
  readonly teamId: string;
  readonly secondTeamId: string;
  readonly practitionerId: string;
  readonly primeId: string;
  readonly subcontractorId: string;
  readonly caseworkerId: string;
}

const syllables = 'ba ber cal car dan den el far gar hal har jen kel lan lew mar mil mor nor pat par ray ric ros sam sha ste tho tur wal wil wat'.split(' ');
const endings = 'son ton ley man er s field well worth by ham den shaw wood ford ell'.split(' ');

/** First and last names, invented but for the commonest: about 340 of the ones and 16,000 of the others, the earlier the more often given. */
function names(): { readonly first: string[]; readonly last: string[] } {
  const first = 'james john mary sarah david michael daniel emma sian owen mohammed liam jade chloe jason jamie jane jack kevin kieran'.split(' ');
  const last = 'smith jones taylor brown williams wilson johnson davies patel robinson'.split(' ');
  for (const one of syllables) first.push(...['a', 'ie', 'y', 'an', 'en', 'on', 'ia', 'el', 'is', 'o'].map((end) => one + end));
  for (const one of syllables) for (const two of syllables) last.push(...endings.map((end) => one + two + end));
  return { first, last };
}

/**
 * Fills the caseload with rows of invented people straight into the table as its owner, without the referrals they would belong to. One in twenty is of the
 * first team, a tenth of those the practitioner's; one in five is of the prime, a tenth of those its subcontractor's; a tenth waits, a third has ended, one in a hundred is restricted.
 */
export async function crowdOnCaseload(ownerUrl: string, rows: number, owners: CrowdOwners): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'crs crowd' });
  await client.connect();
  try {
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(INDEXES);
    await client.query(`set session_replication_role = replica; set maintenance_work_mem = '256MB'`);
    await client.query('truncate delivery.caseload');
    await client.query(`drop index ${indexes.map(({ name }) => name).join(', ')}`);
    const { first, last } = names();
    const { teamId, secondTeamId, practitionerId, primeId, subcontractorId, caseworkerId } = owners;
    await client.query('create temporary table first_name (number int primary key, f text not null); create temporary table last_name (number int primary key, l text not null)');
    await client.query('insert into first_name select n, f from unnest($1::text[]) with ordinality as t (f, n)', [first]);
    await client.query('insert into last_name select n, l from unnest($1::text[]) with ordinality as t (l, n)', [last]);
    await client.query('analyze first_name; analyze last_name');
    await client.query(ROWS, [rows, first.length, last.length, teamId, secondTeamId, practitionerId, primeId, subcontractorId, caseworkerId]);
    await client.query(`insert into delivery.name_word select distinct unnest(string_to_array(search_name, ' ')) from delivery.caseload on conflict do nothing`);
    for (const { definition } of indexes) await client.query(definition);
    await client.query('alter index delivery.caseload_by_beginnings alter column 1 set statistics 0');
    await client.query('vacuum analyze delivery.caseload');
    await client.query('vacuum analyze delivery.name_word');
  } finally {
    await client.end();
  }
}

const INDEXES = `
  select format('%I.%I', schemaname, indexname) as name, indexdef as definition from pg_indexes
  where schemaname = 'delivery' and tablename = 'caseload' and not exists (select from pg_constraint k where k.conname = indexname)`;

/** A whole number below `most`, the same for a row each time. */
const below = (most: number, seed: number) => `((hashint8(i * 31 + ${seed}) & 2147483647) % ${most})`;
const share = (seed: number) => `((hashint8(i * 31 + ${seed}) & 2147483647) / 2147483648.0)`;
const someId = (kind: string, number: string) => `md5('${kind} ' || (${number}))::uuid`;

const ROWS = `
  insert into delivery.caseload (referral_id, case_id, reference, person_name, sort_name, search_name, crn, contract_id, service, practitioner_id, practitioner_name, team_id,
    prime_organisation_id, delivering_organisation_id, caseworker_id, caseworker_name, region_code, restricted, stage, status, next_step, due_on, whose_move, sent_at)
  select gen_random_uuid(), case when caseworker is null then null else gen_random_uuid() end, reference, initcap(f || ' ' || l), l || ' ' || f, f || ' ' || l, crn, gen_random_uuid(), 'Accommodation',
    practitioner, 'A Practitioner', team, prime, deliverer, caseworker, case when caseworker is null then null else 'A Caseworker' end, 'C', restricted, stage,
    case stage when 'waiting' then 'sent' when 'open' then 'delivering' else 'ended' end, case when stage = 'ended' then null else 'Something' end,
    date '2026-01-01' + ${below(400, 11)}::int, case when stage = 'ended' then null when ${below(4, 12)} = 0 then 'practitioner' else 'provider' end, timestamptz '2025-01-01' + i * interval '1 second'
  from (
    select *,
      case when team_number = 0 and ${below(10, 1)} = 0 then $6::uuid else ${someId('practitioner', `team_number || '-' || ${below(10, 1)}`)} end as practitioner,
      case when stage = 'waiting' or (stage = 'ended' and ${below(10, 2)} = 0) then null when deliverer = $7::uuid and ${below(20, 3)} = 0 then $9::uuid else ${someId('caseworker', below(500, 3))} end as caseworker
    from (
      select *,
        case team_number when 0 then $4::uuid when 1 then $5::uuid else ${someId('team', 'team_number')} end as team,
        case when prime_number = 0 then $7::uuid else ${someId('prime', 'prime_number')} end as prime,
        case when ${below(10, 4)} > 0 then case when prime_number = 0 then $7::uuid else ${someId('prime', 'prime_number')} end
          when prime_number = 0 then $8::uuid else ${someId('subcontractor', 'prime_number')} end as deliverer
      from (
        select i, ${below(20, 5)} as team_number, ${below(5, 6)} as prime_number, ${below(100, 7)} = 0 as restricted,
          (array['waiting', 'open', 'open', 'open', 'open', 'open', 'open', 'ended', 'ended', 'ended'])[1 + ${below(10, 8)}] as stage,
          1 + floor($2::int * power(${share(9)}, 3))::int as first_number, 1 + floor($3::int * power(${share(10)}, 3))::int as last_number,
          chr(65 + ${below(26, 13)}::int) || lpad(${below(1000000, 14)}::text, 6, '0') as crn,
          substr('ABCDEFGHJK', 1 + ${below(10, 15)}::int, 1) || substr('LMNPQRSTUV', 1 + ${below(10, 16)}::int, 1) || lpad(${below(10000, 17)}::text, 4, '0') || 'AC' as reference
        from generate_series(1, $1::bigint) i) numbered) owned join first_name on first_name.number = first_number join last_name on last_name.number = last_number) named`;
