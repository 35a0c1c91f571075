/** A business rule said no: `rule` is a stable id shared by page, API and test; `field` names the answer to mend, if one does. Answered 422. */
export class RuleBroken extends Error {
  constructor(
    readonly rule: string,
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = 'RuleBroken';
  }
}

/** There is nothing here the actor may know about. Answered 404. */
export class NotFound extends Error {
  constructor(readonly what = 'page') {
    super(`We could not find that ${what}`);
    this.name = 'NotFound';
  }
}

/** The actor may read the record but not do this to it. Answered 403. */
export class NotAllowed extends Error {
  constructor(readonly action: string) {
    super('You do not have permission to do that');
    this.name = 'NotAllowed';
  }
}

/** The record changed after the actor read it; nothing was written. Answered 409. */
export class StaleRecord extends Error {
  constructor(message = 'Someone else changed this while you were working on it. Check the latest details and try again.') {
    super(message);
    this.name = 'StaleRecord';
  }
}

/** One thing wrong with what was sent: the field's name as sent (dotted where nested) and a plain-English message. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What was sent cannot be read as the form asked for, or is not complete. Answered 422 with every field error; `rule` as in RuleBroken. */
export class InvalidInput extends Error {
  constructor(
    readonly errors: readonly FieldError[],
    readonly rule = 'invalid-input',
  ) {
    super(errors.map((error) => error.message).join('. '));
    this.name = 'InvalidInput';
  }
}

/** Throws RuleBroken unless the condition holds. */
export function ensure(condition: unknown, rule: string, message: string, field?: string): asserts condition {
  if (!condition) throw new RuleBroken(rule, message, field);
}

/** Narrows a value that must exist by construction; throws a plain Error (a bug, answered 500) when it does not. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`Expected ${what} to exist`);
  return value;
}
