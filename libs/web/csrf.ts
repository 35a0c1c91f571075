import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';
import { FormExpired } from '#libs/api';

const { csrfSynchronisedProtection, generateToken } = csrfSync({
  getTokenFromRequest: (request) => {
    const { _csrf: token } = (request.body ?? {}) as { _csrf?: unknown };
    return typeof token === 'string' ? token : undefined;
  },
  getTokenFromState: (request) => request.session?.csrfToken,
  storeTokenInState: (request, token) => {
    request.session.csrfToken = token;
  },
});

/** Refuses a page's POST without the token its form was given (403, rule `form-expired`). The API has no cookies and needs none. */
export const csrfProtection: RequestHandler = (request, response, next) => {
  csrfSynchronisedProtection(request, response, (fault?: unknown) => next(fault ? new FormExpired() : undefined));
};

/** The form token of this session, made on first use; empty where there is no session. */
export function csrfTokenOf(request: Request): string {
  return request.session ? generateToken(request) : '';
}
