import { Injectable } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-local';
import type { Actor } from '#libs/kernel';
import { IdentityQueries } from '../application/identity.queries.js';
import { SignInService } from '../application/sign-in.service.js';

type Done = (error: unknown, user?: Actor | false) => void;

/** Passport with the local strategy: an instance of this application's own, because the package's shared one would remember applications that have closed. */
@Injectable()
export class SessionPassport {
  private readonly passport = new passport.Passport();

  constructor(
    private readonly service: SignInService,
    private readonly queries: IdentityQueries,
  ) {
    this.passport.use(new Strategy({ usernameField: 'email', passwordField: 'password' }, (email, password, done: Done) => answer(this.service.actorFor(email, password), done)));
    this.passport.serializeUser<string>((user, done) => done(null, (user as Actor).id));
    // Only the id is kept: a closed account or a lost role counts on the next request.
    this.passport.deserializeUser<string>((id, done: Done) => answer(this.queries.actor(id), done));
  }

  /** Reads the session's user on every page request. */
  session(): RequestHandler {
    return this.passport.session() as RequestHandler;
  }

  /** Checks the form's address and password and, when they are right, starts a fresh session. Answers the actor, or null. */
  async signIn(request: Request, response: Response): Promise<Actor | null> {
    const actor = await new Promise<Actor | null>((resolve, reject) => {
      const check = this.passport.authenticate('local', (error: unknown, user: Actor | false) => (error ? reject(error as Error) : resolve(user || null))) as RequestHandler;
      check(request, response, reject);
    });
    if (actor) await new Promise<void>((resolve, reject) => request.logIn(actor, (error: unknown) => (error ? reject(error as Error) : resolve())));
    return actor;
  }

  /** Ends the session. */
  signOut(request: Request): Promise<void> {
    return new Promise((resolve, reject) => request.logout((error: unknown) => (error ? reject(error as Error) : resolve())));
  }
}

function answer(found: Promise<Actor | null>, done: Done): void {
  found.then(
    (actor) => done(null, actor ?? false),
    (error: unknown) => done(error),
  );
}
