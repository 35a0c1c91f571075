import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { localPath, Public } from '#libs/access';
import { LimitRate } from '#libs/api';
import { page, redirect, WEB_OPTIONS, type Page, type PageAnswer, type WebOptions } from '#libs/web';
import type { Request, Response } from 'express';
import { demoPeople } from './demo-people.js';
import { SessionPassport } from './session-passport.js';

const WRONG = 'Enter a correct email address and password';

/** Signing in and out. */
@Controller()
export class SignInController {
  constructor(
    @Inject(WEB_OPTIONS) private readonly options: WebOptions,
    private readonly passport: SessionPassport,
  ) {}

  @Get('sign-in')
  @Public()
  ask(@Query('next') next: unknown): Page {
    return this.signInPage({ email: '' }, localPath(next), []);
  }

  /** Says the same whatever was wrong. Ten tries a quarter of an hour for one address from one place, and two hundred from one place for all. */
  @Post('sign-in')
  @Public()
  @LimitRate({ limit: 10, minutes: 15, by: callerAndAddress }, { limit: 200, minutes: 15 })
  async signIn(@Req() request: Request, @Res({ passthrough: true }) response: Response, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    const next = localPath(body['next']);
    if (await this.passport.signIn(request, response)) return redirect(next);
    const answer = this.signInPage({ email: body['email'] }, next, [{ field: 'email', message: WRONG }]);
    return { ...answer, status: 422 };
  }

  @Post('sign-out')
  @Public()
  async signOut(@Req() request: Request): Promise<PageAnswer> {
    await this.passport.signOut(request);
    return redirect('/sign-in', { flash: 'You have signed out' });
  }

  private signInPage(values: object, next: string, errors: readonly { field: string; message: string }[]): Page {
    return page('identity/web/views/sign-in', { attempt: { values, errors }, next, people: this.options.demo ? demoPeople : [] });
  }
}

/** The place and the account tried, spelled as sign-in looks it up. */
function callerAndAddress({ ip, body }: Request): string {
  return `${ip} ${String((body as { email?: unknown }).email).trim().toLowerCase()}`;
}
