import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';
import { FormExpired } from '#libs/api';

const { csrfSynchronisedProtection, generateToken } = csrfSync({
  getTokenFromRequest: (request) => {
    const { _csrf: token } = (request.body ?? {}) as { _csrf?: unknown };
    return typeof token === 'string' ? token : request.get('x-csrf-token');
  },
  getTokenFromState: (request) => request.session?.csrfToken,
  storeTokenInState: (request, token) => {
    request.session.csrfToken = token;
  },
});

declare module 'express-serve-static-core' {
  interface Request {
    /** The tag of a posted form that says who its page was made for. */
    formOwner?: string;
  }
}

/** Handlers never see the tag: it is no answer. */
function takeOwner(request: Request): void {
  const body = request.body as { _owner?: unknown } | undefined;
  if (typeof body?._owner === 'string') request.formOwner = body._owner;
  if (body && '_owner' in body) delete body._owner;
}

/** Refuses a page's POST without the token its form was given (403, rule `form-expired`). The API has no cookies and needs none. */
export const csrfProtection: RequestHandler = (request, response, next) => {
  takeOwner(request);
  csrfSynchronisedProtection(request, response, (fault?: unknown) => next(fault ? new FormExpired() : undefined));
};

/** The form token of this session, made on first use; empty where there is no session. */
export function csrfTokenOf(request: Request): string {
  return request.session ? generateToken(request) : '';
}
