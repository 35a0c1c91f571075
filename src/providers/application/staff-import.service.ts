import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, newId, type Actor } from '#libs/kernel';
import { Database, UnitOfWork } from '#libs/persistence';
import type { Person } from '../../identity/identity.public.js';
import { asRowError, memberOf, readStaffFile, STAFF_COLUMNS, type StaffFileError, type StaffRow } from '../domain/staff-import.js';
import { addStaff, updateStaff, type StaffDetails, type StaffMember } from '../domain/staff-member.js';
import { StaffMemberEntity } from '../persistence/staff.entity.js';
import { StaffFactsReader, type RegisterNow } from './staff-facts.js';
import { VettingLevels } from './vetting-levels.js';

/** What an import did. */
export interface StaffImported {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Nothing was imported, and why: every error with its line and column. */
export class StaffFileRefused extends InvalidInput {
  constructor(readonly faults: readonly StaffFileError[]) {
    super(faults.map(({ line, column, message }) => ({ field: column ? `line-${line}.${column}` : `line-${line}`, message: `Line ${line}${column ? `, ${column}` : ''}: ${message}` })));
  }
}

interface Planned {
  readonly row: StaffRow;
  readonly details: StaffDetails;
  readonly about: RegisterNow;
}

/** Brings a register up to date from a file, all or nothing. */
@Injectable()
export class StaffImportService {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly facts: StaffFactsReader,
    private readonly levels: VettingLevels,
    private readonly clock: Clock,
  ) {}

  /** Adds who is new and changes who is known; importing a file again changes nothing. Throws StaffFileRefused with every fault. */
  import(actor: Actor, organisationId: string, text: string): Promise<StaffImported> {
    return this.database.transaction(async () => {
      const register = await this.facts.lockedRegister(actor, organisationId);
      const accounts = await this.facts.accounts(organisationId);
      const { rows, errors } = readStaffFile(text, this.levels.all);
      const plans = rows.map((row) => planOf(row, { organisationId, register, accounts }));
      const broken = [...errors, ...plans.flatMap((plan) => this.faultsOf(plan, accounts))];
      if (broken.length > 0) throw new StaffFileRefused(broken.sort(inFileOrder));
      const outcomes: (keyof StaffImported)[] = [];
      for (const plan of plans) outcomes.push(await this.apply(actor, plan, accounts));
      const count = (outcome: keyof StaffImported) => outcomes.filter((each) => each === outcome).length;
      return { added: count('added'), changed: count('changed'), unchanged: count('unchanged') };
    });
  }

  /** What the rules say of a row, before anything is written. */
  private faultsOf(plan: Planned, accounts: readonly Person[]): StaffFileError[] {
    const { row, details, about } = plan;
    const facts = this.facts.factsAmong(details, about, accounts);
    const member = about.register.find((each) => each.id === about.self);
    try {
      if (member) updateStaff(member, details, facts);
      else addStaff(details, { ...facts, id: '', organisationId: about.organisationId, now: this.clock.now() });
      return [];
    } catch (error) {
      return [asRowError(row, error)];
    }
  }

  private async apply(actor: Actor, { details, about }: Planned, accounts: readonly Person[]): Promise<keyof StaffImported> {
    const { organisationId, self, register } = about;
    const facts = this.facts.factsAmong(details, about, accounts);
    if (!self) {
      await this.work.create({ actor, action: 'staff.add', entity: StaffMemberEntity }, () => addStaff(details, { ...facts, id: newId(), organisationId, now: this.clock.now() }));
      return 'added';
    }
    const before = register.find((each) => each.id === self);
    if (before && isSame(before, details)) return 'unchanged';
    await this.work.change({ actor, action: 'staff.update', entity: StaffMemberEntity, id: self }, (member) => updateStaff(member, details, facts));
    return 'changed';
  }
}

/** A row as details of somebody known or new. Without an e-mail address in the file, the known one and the account stay. */
function planOf(row: StaffRow, { organisationId, register, accounts }: { readonly organisationId: string; readonly register: readonly StaffMember[]; readonly accounts: readonly Person[] }): Planned {
  const member = memberOf(row, register);
  const { line: _, ...said } = row;
  const account = accounts.find((each) => each.email === row.email)?.id ?? null;
  const isAccountFree = account !== null && !register.some((each) => each.userId === account && each.id !== member?.id);
  const userId = member?.userId ?? (isAccountFree ? account : null);
  return { row, details: { ...said, email: said.email ?? member?.email ?? null, userId }, about: { organisationId, register, ...(member ? { self: member.id } : {}) } };
}

function isSame(member: StaffMember, details: StaffDetails): boolean {
  const names = ['name', 'dateOfBirth', 'email', 'roleTitle', 'vettingLevel', 'vettingExpiresOn', 'userId'] as const;
  return names.every((name) => member[name] === details[name]);
}

function inFileOrder(a: StaffFileError, b: StaffFileError): number {
  const place = ({ column }: StaffFileError): number => (column ? STAFF_COLUMNS.indexOf(column) : -1);
  return a.line - b.line || place(a) - place(b);
}
