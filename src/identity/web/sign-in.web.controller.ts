import { Body, Controller, Get, Inject, Post, Query, Req, UseGuards } from '@nestjs/common';
import { localPath, Public } from '#libs/access';
import type { Actor } from '#libs/kernel';
import { LimitRate, page, redirect, WEB_OPTIONS, type Page, type PageAnswer, type WebOptions } from '#libs/web';
import type { Request } from 'express';
import { demoPeople } from './demo-people.js';
import { PasswordGuard } from './password.guard.js';

const WRONG = 'Enter a correct email address and password';

/** Signing in and out. */
@Controller()
export class SignInController {
  constructor(@Inject(WEB_OPTIONS) private readonly options: WebOptions) {}

  @Get('sign-in')
  @Public()
  ask(@Query('next') next: unknown): Page {
    return this.signInPage({ email: '' }, localPath(next), []);
  }

  /** Says the same whatever was wrong; ten tries a quarter of an hour for one address from one place. */
  @Post('sign-in')
  @Public()
  @LimitRate({ limit: 10, minutes: 15, by: (request) => `${request.ip} ${String((request.body as { email?: unknown }).email).toLowerCase()}` })
  @UseGuards(PasswordGuard)
  signIn(@Req() request: Request, @Body() body: Record<string, unknown>): PageAnswer {
    const next = localPath(body['next']);
    if (request.user as Actor | undefined) return redirect(next);
    const answer = this.signInPage({ email: body['email'] }, next, [{ field: 'email', message: WRONG }]);
    return { ...answer, status: 422 };
  }

  @Post('sign-out')
  @Public()
  async signOut(@Req() request: Request): Promise<PageAnswer> {
    await new Promise<void>((resolve, reject) => request.logout((error: unknown) => (error ? reject(error as Error) : resolve())));
    return redirect('/sign-in', { flash: 'You have signed out' });
  }

  private signInPage(values: object, next: string, errors: readonly { field: string; message: string }[]): Page {
    return page('identity/web/views/sign-in', { attempt: { values, errors }, next, people: this.options.demo ? demoPeople : [] });
  }
}
