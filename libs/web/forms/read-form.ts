import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { InvalidInput, RuleBroken, StaleRecord, type Day, type FieldError } from '#libs/kernel';
import type { PageAnswer } from '../page.js';
import { TODAY } from './field.js';

export type FormClass<Form extends object> = new () => Form;

/** What a form's page shows: the answers (as typed, or as saved) and what is wrong with them. Field macros read it. */
export interface Attempt {
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldError[];
  /** The rule that refused it, where one did. */
  readonly rule?: string;
  /** What somebody had typed when they were signed out, rather than a first or a refused attempt. */
  readonly kept?: true;
}

/** The attempt before anyone has tried: saved answers, or none. Days, pence, numbers, booleans and lists are shown as people type them. */
export function firstAttempt(saved: object | null = null): Attempt {
  return { values: { ...saved }, errors: [] };
}

/** Reads a posted form into its class; throws InvalidInput with every field error. Names the class does not have are ignored. */
export function readForm<Form extends object>(form: FormClass<Form>, body: unknown, today?: Day): Form {
  const sent = { ...(body as object | null), ...(today ? { [TODAY]: today } : {}) };
  const read = plainToInstance(form, sent, { excludeExtraneousValues: true });
  // A form that asks nothing has no rules, which the library would otherwise call an unknown value.
  const errors = validateSync(read, { stopAtFirstError: true, forbidUnknownValues: false }).flatMap(({ property, constraints }) => {
    const message = Object.values(constraints ?? {})[0];
    return message ? [{ field: property, message }] : [];
  });
  if (errors.length > 0) throw new InvalidInput(errors);
  return read;
}

/** What to do with a form: `run` the command, then where `done` leads; `again` shows the page once more with what was typed. */
export interface Submission<Form, Result> {
  readonly run: (form: Form) => Promise<Result> | Result;
  readonly done: (result: Result, form: Form) => PageAnswer;
  readonly again: (attempt: Attempt) => PageAnswer | Promise<PageAnswer>;
  readonly today?: Day;
}

/** Reads a form and runs its command. Unreadable answers and broken rules show the page again with status 422 (409 when the record changed meanwhile), every answer kept. */
export async function submit<Form extends object, Result>(form: FormClass<Form>, body: unknown, { run, done, again, today }: Submission<Form, Result>): Promise<PageAnswer> {
  try {
    const read = readForm(form, body, today);
    return done(await run(read), read);
  } catch (error) {
    const refused = refusalOf(error);
    if (!refused) throw error;
    const answer = await again({ values: typed(body), errors: refused.errors, ...(refused.rule ? { rule: refused.rule } : {}) });
    return answer.kind === 'page' ? { ...answer, status: refused.status } : answer;
  }
}

function refusalOf(error: unknown): { status: number; errors: readonly FieldError[]; rule?: string } | null {
  if (error instanceof InvalidInput) return { status: 422, errors: error.errors };
  if (error instanceof RuleBroken) return { status: 422, errors: [{ field: error.field ?? '', message: error.message }], rule: error.rule };
  if (error instanceof StaleRecord) return { status: 409, errors: [{ field: '', message: error.message }] };
  return null;
}

function typed(body: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...(body as object | null) }).filter(([name]) => name !== '_csrf'));
}
