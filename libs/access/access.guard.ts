import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { NotAllowed } from '#libs/kernel';
import type { Request } from 'express';
import { Actions } from './actions.js';
import { ACTION, PUBLIC } from './needs.js';
import { NotSignedIn } from './not-signed-in.js';

/** Turns away the anonymous, and those a route without a record can say no to; a route about a record is decided once its row is known (404 or 403). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly actions: Actions,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const places = [context.getHandler(), context.getClass()];
    const action = this.reflector.getAllAndOverride<string | undefined>(ACTION, places);
    if (!action) {
      if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, places)) return true;
      throw new Error('An undeclared route was reached');
    }
    const { actor, params } = context.switchToHttp().getRequest<Request>();
    if (!actor) throw new NotSignedIn();
    const aboutARecord = Object.keys(params).length > 0;
    if (!aboutARecord && !this.actions.reachesAnything(actor, action)) throw new NotAllowed(action);
    return true;
  }
}
