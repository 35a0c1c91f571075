import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { isRestricted, PersonLookup } from '../application/person-lookup.js';

const answered = new WeakMap<object, boolean>();

/** Looks the CRN of a body up in case data before anything opens a transaction, an Idempotency-Key included. A person the caller may not see is refused. */
@Injectable()
export class AsksCaseData implements CanActivate {
  constructor(private readonly people: PersonLookup) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const crn = (request.body as { readonly crn?: unknown } | undefined)?.crn;
    // Anything that is no CRN is told by the body's own rules.
    if (request.actor && typeof crn === 'string' && /^[A-Z]\d{6}$/.test(crn)) answered.set(request, isRestricted(await this.people.lookUp(request.actor, crn)));
    return true;
  }
}

/** Whether case data limits access to the person of the body. */
export const RestrictedPerson = createParamDecorator((_: unknown, context: ExecutionContext): boolean => answered.get(context.switchToHttp().getRequest<Request>()) ?? false);
