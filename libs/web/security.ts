import { randomBytes } from 'node:crypto';
import { BadRequestException } from '@nestjs/common';
import { newId } from '#libs/kernel';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Gives each request an id, and each answer the script nonce of its one inline line. */
export const identify: RequestHandler = (request, response, next) => {
  request.requestId = newId();
  response.locals.nonce = randomBytes(16).toString('base64');
  response.setHeader('x-request-id', request.requestId);
  response.setHeader('x-robots-tag', 'noindex, nofollow');
  next();
};

/** Refuses addresses holding a NUL, which no record has. */
export const refuseNul: RequestHandler = (request, _response, next) => {
  next(request.url.includes('%00') ? new BadRequestException('The address of that page is not valid.') : undefined);
};

/** Strict security headers; the browsable API description alone may style itself inline. */
export function securityHeaders(secure: boolean): RequestHandler {
  const headersWith = (scriptSrc: Sources, styleSrc: Sources) =>
    helmet({
      strictTransportSecurity: secure,
      crossOriginOpenerPolicy: secure,
      originAgentCluster: secure,
      referrerPolicy: { policy: 'same-origin' },
      contentSecurityPolicy: { useDefaults: false, directives: directives(scriptSrc, styleSrc) },
    });
  const nonce = (_request: never, response: object) => `'nonce-${(response as Nonced).locals.nonce}'`;
  const pages = headersWith(["'self'", nonce], ["'self'"]);
  const docs = headersWith(["'self'"], ["'self'", "'unsafe-inline'"]);
  return (request, response, next) => (request.path.startsWith('/api/docs') ? docs : pages)(request, response, next);
}

interface Nonced {
  readonly locals: { readonly nonce: string };
}

type Sources = Iterable<string | ((request: never, response: object) => string)>;

function directives(scriptSrc: Sources, styleSrc: Sources) {
  return {
    defaultSrc: ["'none'"],
    baseUri: ["'none'"],
    connectSrc: ["'self'"],
    fontSrc: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    imgSrc: ["'self'", 'data:'],
    scriptSrc: scriptSrc as Iterable<string>,
    styleSrc: styleSrc as Iterable<string>,
  };
}
