import { HttpException } from '@nestjs/common';
import { NotSignedIn } from '#libs/access';
import { InvalidInput, NotAllowed, NotFound, RuleBroken, StaleRecord, type FieldError } from '#libs/kernel';

/** A page's form came without the token it was given, or after its session had ended. Answered 403. */
export class FormExpired extends Error {
  constructor() {
    super('This form has expired');
    this.name = 'FormExpired';
  }
}

/** What an error means to whoever made the request: the same for pages and API. `detail` is plain English and never holds internals. */
export interface Outcome {
  readonly status: number;
  readonly detail: string;
  readonly rule?: string;
  readonly field?: string;
  readonly errors?: readonly FieldError[];
}

const DETAILS: Readonly<Record<number, string>> = {
  400: 'The request could not be read.',
  401: 'You must sign in to do that.',
  403: 'You do not have permission to do that.',
  404: 'There is nothing here.',
  405: 'That cannot be done here.',
  413: 'What you sent is too large. The most a form can hold is 1 MB.',
  415: 'The request is in a format this service does not read.',
  429: 'Too many attempts. Wait a few minutes, then try again.',
};

/** Reads any thrown value; what it does not know is a fault of ours, 500. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof RuleBroken) return { status: 422, detail: error.message, rule: error.rule, field: error.field };
  if (error instanceof InvalidInput) return { status: 422, detail: error.message, rule: error.rule, errors: error.errors };
  if (error instanceof NotFound) return { status: 404, detail: `${error.message}.` };
  if (error instanceof NotAllowed) return { status: 403, detail: `${error.message}.` };
  if (error instanceof StaleRecord) return { status: 409, detail: error.message, rule: 'stale-record' };
  if (error instanceof FormExpired) return { status: 403, detail: `${error.message}.`, rule: 'form-expired' };
  if (error instanceof NotSignedIn) return { status: 401, detail: `${error.message}.` };
  if (codeOf(error) === '23505') return { status: 409, detail: 'Someone else has just used one of these details. Check them and try again.', rule: 'just-taken' };
  const status = statusOf(error);
  if (status >= 500) return { status, detail: 'Something went wrong. Try again later.' };
  return { status, detail: status === 400 && error instanceof HttpException ? error.message : (DETAILS[status] ?? 'The request could not be answered.') };
}

/** PostgreSQL could not read a text as an id, a day or an instant: someone made up a link. */
const UNREADABLE = ['22P02', '22007', '22008'];

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code);
}

/** Statuses of Nest's errors and of the body parser's, which carry a number; everything else is 500. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (UNREADABLE.includes(codeOf(error))) return 400;
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
