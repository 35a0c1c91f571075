import { Injectable } from '@nestjs/common';
import { PassportSerializer, PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import type { Actor } from '#libs/kernel';
import { IdentityQueries } from '../application/identity.queries.js';
import { SignInService } from '../application/sign-in.service.js';

/** Passport's local strategy over the sign-in form. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly signIn: SignInService) {
    super({ usernameField: 'email', passwordField: 'password' });
  }

  async validate(email: string, password: string): Promise<Actor | false> {
    return (await this.signIn.actorFor(email, password)) ?? false;
  }
}

/** Keeps only the user's id in the session; the actor is read afresh on every request, so a closed account or a lost role counts at once. */
@Injectable()
export class SessionSerializer extends PassportSerializer {
  constructor(private readonly queries: IdentityQueries) {
    super();
  }

  serializeUser(user: Actor, done: (error: unknown, id?: string) => void): void {
    done(null, user.id);
  }

  deserializeUser(id: string, done: (error: unknown, user?: Actor | false) => void): void {
    this.queries.actor(id).then(
      (actor) => done(null, actor ?? false),
      (error: unknown) => done(error),
    );
  }
}
