import type { INestApplicationContext } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { isApiPath } from '#libs/access';
import type { Actor } from '#libs/kernel';
import { ApiKeysService } from '../application/api-keys.service.js';
import { SessionPassport } from './session-passport.js';

/** Sets `request.actor`: from the session on pages, from the bearer key under /api, never the other way round. */
export function authentication(app: INestApplicationContext): RequestHandler[] {
  const keys = app.get(ApiKeysService, { strict: false });
  const session = app.get(SessionPassport, { strict: false }).session();
  const fromSession: RequestHandler = (request, response, next) =>
    isApiPath(request.path)
      ? next()
      : session(request, response, (error?: unknown) => {
          if (request.user) request.actor = request.user as Actor;
          next(error);
        });
  const fromKey: RequestHandler = (request, _response, next) => {
    const key = isApiPath(request.path) ? /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1] : undefined;
    if (!key) return next();
    keys.actorOf(key).then((actor) => {
      if (actor) request.actor = actor;
      next();
    }, next);
  };
  return [fromSession, fromKey];
}
