import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Payments1764000080000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema payments;

      create table payments.payable_event (
        id uuid primary key,
        source_event_id uuid not null,
        kind text not null check (kind in
          ('accepted', 'assessment-attended', 'plan-approved', 'started', 'session-attended', 'ended-completed', 'report-submitted', 'outcome')),
        contract_id uuid not null references contracts.contract,
        case_id uuid not null references delivery."case",
        referral_id uuid not null references referrals.referral,
        reference text not null,
        region_code text not null,
        category_code text not null,
        level_code text not null,
        outcome_code text,
        achieved text check (achieved in ('achieved', 'partly-achieved')),
        occurred_on date not null,
        check ((kind = 'outcome') = (outcome_code is not null)),
        check ((outcome_code is null) = (achieved is null))
      );
      create unique index payable_event_once on payments.payable_event (source_event_id, kind, category_code, coalesce(outcome_code, ''));
      create index payable_event_by_contract on payments.payable_event (contract_id, id);
      create index payable_event_by_case on payments.payable_event (case_id);
      create index payable_event_by_referral on payments.payable_event (referral_id);

      create table payments.charge_line (
        id uuid primary key,
        contract_id uuid not null references contracts.contract,
        prime_organisation_id uuid not null references identity.organisation,
        contract_region_code text not null,
        region_code text not null,
        service_type_code text not null,
        case_id uuid not null references delivery."case",
        referral_id uuid not null references referrals.referral,
        reference text not null,
        event_id uuid not null references payments.payable_event,
        rule_lineage text not null,
        rule_version int not null check (rule_version > 0),
        component text not null,
        category_code text not null,
        level_code text not null,
        earned text not null,
        occurred_on date not null,
        month text not null check (month = to_char(occurred_on, 'YYYY-MM')),
        amount_pence bigint not null,
        vat_pence bigint not null,
        vat_basis_points int not null check (vat_basis_points between 0 and 10000),
        arithmetic text not null,
        unique (contract_id, rule_lineage, event_id, component)
      );
      create index charge_line_by_contract on payments.charge_line (contract_id, month, occurred_on, id);
      create index charge_line_by_case on payments.charge_line (case_id, occurred_on, id);
      create index charge_line_by_event on payments.charge_line (event_id);
      create index charge_line_by_referral on payments.charge_line (referral_id);
      create index charge_line_by_prime on payments.charge_line (prime_organisation_id);

      create table payments.statement (
        id uuid primary key,
        revision int not null,
        contract_id uuid not null references contracts.contract,
        prime_organisation_id uuid not null references identity.organisation,
        region_code text not null,
        month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        status text not null check (status in ('draft', 'with-provider', 'disputed', 'agreed', 'approved', 'paid')),
        net_pence bigint not null,
        vat_pence bigint not null,
        drawn_by text not null,
        drawn_on date not null,
        sent_on date,
        answer_by date,
        agreed_by text,
        agreed_on date,
        agreed_by_silence boolean not null,
        due_on date,
        approved_by text check (approved_by <> drawn_by),
        approved_on date,
        paid_on date,
        payment_reference text,
        unique (contract_id, month),
        check ((status = 'draft') = (sent_on is null)),
        check ((sent_on is null) = (answer_by is null)),
        check ((status in ('agreed', 'approved', 'paid')) = (agreed_on is not null)),
        check ((status in ('approved', 'paid')) = (approved_on is not null)),
        check ((status = 'paid') = (paid_on is not null and payment_reference is not null)),
        check (agreed_by_silence = (agreed_on is not null and agreed_by is null))
      );
      create index statement_newest on payments.statement (month desc, id desc);
      create index statement_by_region on payments.statement (region_code, month desc, id desc);
      create index statement_by_prime on payments.statement (prime_organisation_id, month desc, id desc);
      create index statement_awaiting_answer on payments.statement (answer_by) where status in ('with-provider', 'disputed');

      create table payments.statement_line (
        id uuid primary key,
        statement_id uuid not null references payments.statement on delete cascade,
        charge_line_id uuid not null references payments.charge_line,
        net_pence bigint not null,
        vat_pence bigint not null,
        dispute_reason text,
        disputed_on date,
        moved_on date,
        check ((dispute_reason is null) = (disputed_on is null)),
        check (moved_on is null or disputed_on is not null)
      );
      -- a charge line is on one statement at a time; without such a row it is not billed
      create unique index statement_line_once on payments.statement_line (charge_line_id) where moved_on is null;
      create index statement_line_by_statement on payments.statement_line (statement_id);
      create index statement_line_by_charge_line on payments.statement_line (charge_line_id);

      create table payments.ledger_posting (
        id uuid primary key,
        entry_id uuid not null,
        contract_id uuid not null references contracts.contract,
        statement_id uuid references payments.statement,
        kind text not null check (kind in ('accrued', 'invoiced', 'paid')),
        account text not null check (account in ('cost', 'vat', 'accrued', 'invoiced', 'paid')),
        amount_pence bigint not null check (amount_pence <> 0),
        posted_on date not null,
        check ((kind = 'accrued') = (statement_id is null))
      );
      create unique index ledger_posting_once on payments.ledger_posting (statement_id, kind, account) where statement_id is not null;
      create index ledger_posting_by_entry on payments.ledger_posting (entry_id);
      create index ledger_posting_by_contract on payments.ledger_posting (contract_id, account);

      -- an entry that does not balance cannot be committed
      create function payments.check_entry_balances() returns trigger language plpgsql as $$
      begin
        if (select sum(amount_pence) from payments.ledger_posting where entry_id = new.entry_id) <> 0 then
          raise exception 'ledger entry % does not balance', new.entry_id;
        end if;
        return null;
      end $$;
      create constraint trigger ledger_posting_balances after insert on payments.ledger_posting
        deferrable initially deferred for each row execute function payments.check_entry_balances();

      grant usage on schema payments to crs_app;
      grant select, insert, update, delete on payments.statement, payments.statement_line to crs_app;
      -- events, charge lines and the ledger are kept for ever as they were written
      grant select, insert on payments.payable_event, payments.charge_line, payments.ledger_posting to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema payments cascade');
  }
}
