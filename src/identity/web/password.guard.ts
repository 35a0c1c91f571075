import { Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Actor } from '#libs/kernel';
import type { Request } from 'express';

/** Tries the password on the way to the sign-in handler and, when it is right, starts a fresh session. The handler answers either way. */
@Injectable()
export class PasswordGuard extends AuthGuard('local') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    await super.canActivate(context);
    const request = context.switchToHttp().getRequest<Request>();
    if (request.user) await super.logIn(request as Parameters<typeof this.logIn>[0]);
    return true;
  }

  /** A wrong password is not an error here; a broken store is. */
  override handleRequest<User = Actor>(error: unknown, user: User | false): User {
    if (error) throw error;
    return (user || null) as User;
  }
}
