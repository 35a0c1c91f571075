import { Catch, Inject, Injectable, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { isApiPath, NotSignedIn } from '#libs/access';
import { FormExpired, outcomeOf, writeProblem, type Outcome } from '#libs/api';
import type { Request, Response } from 'express';
import { KeptForms } from './kept-forms.js';
import { saveSession } from './pages.interceptor.js';
import { refererPath } from './referer.js';
import { Renderer } from './renderer.js';
import { WEB_OPTIONS, type WebOptions } from './web.options.js';

const TITLES: Readonly<Record<number, string>> = {
  400: 'There is a problem with that address or form',
  403: 'You do not have permission to see this page',
  404: 'Page not found',
  409: 'Someone else changed this',
  413: 'What you sent is too large',
  422: 'There is a problem',
  429: 'Too many attempts',
};

const LINES: Readonly<Record<number, readonly string[]>> = {
  404: ['If you typed the web address, check it is correct.', 'If you pasted the web address, check you copied the entire address.'],
  403: ['If you think you should be able to see it, ask an administrator of your organisation.'],
  500: ['Try again later.', 'If you were filling in a form, your saved answers are kept.'],
};

/** Every error ends here: the API answers a problem, a page answers a page in plain English. Nothing internal is shown. */
@Catch()
@Injectable()
export class ErrorsFilter implements ExceptionFilter {
  private readonly log = new Logger('Web');

  constructor(
    @Inject(WEB_OPTIONS) private readonly options: WebOptions,
    private readonly renderer: Renderer,
    private readonly kept: KeptForms,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (isApiPath(request.path) || isForScript(request)) return writeProblem(error, request, response);
    const outcome = outcomeOf(error);
    if (outcome.status >= 500) {
      this.log.error(`${request.method} ${request.path} ${request.requestId ?? ''}`, error instanceof Error ? error.stack : error);
    }
    if (response.headersSent) return void response.end();
    if ((error instanceof NotSignedIn || error instanceof FormExpired) && (await this.keeps(request, response))) return;
    if (error instanceof NotSignedIn) return response.redirect(303, signInPath(request));
    await this.errorPage(outcome, request, response);
  }

  /** What was typed is not lost because a session was: the form is kept, and the person led back to it, through signing in where they must. */
  private async keeps(request: Request, response: Response): Promise<boolean> {
    const back = await this.kept.keep(request, response, request.actor ? 'expired' : 'signed-out');
    if (!back) return false;
    if (!request.actor && request.session) request.session.notice = 'You were signed out. Sign in again to go on: what you typed is kept for 30 minutes.';
    await saveSession(request);
    response.redirect(303, request.actor ? back : `/sign-in?next=${encodeURIComponent(back)}`);
    return true;
  }

  private async errorPage(outcome: Outcome, request: Request, response: Response): Promise<void> {
    const { status } = outcome;
    const expired = outcome.rule === 'form-expired';
    const model = {
      title: titleOf(outcome),
      lines: expired ? ['Go back, load the page again and send the form once more.'] : (LINES[status >= 500 ? 500 : status] ?? [outcome.detail]),
      requestId: status >= 500 ? request.requestId : undefined,
      back: status === 404 || status === 403 ? undefined : refererPath(request),
      status,
    };
    try {
      await this.renderer.send(request, response, { kind: 'page', view: this.options.errorView, model, status });
    } catch (fault) {
      this.log.error(`The error page failed ${request.requestId ?? ''}`, fault instanceof Error ? fault.stack : fault);
      response.status(status).type('text/plain').send(model.title);
    }
  }
}

function titleOf({ status, rule }: Outcome): string {
  if (rule === 'form-expired') return 'This form has expired';
  return status >= 500 ? 'Sorry, there is a problem with the service' : (TITLES[status] ?? 'There is a problem');
}

/** A request of our own script, which reads problems as the API's callers do. */
function isForScript(request: Request): boolean {
  return request.get('accept') === 'application/json';
}

function signInPath(request: Request): string {
  return request.method === 'GET' && request.path !== '/' ? `/sign-in?next=${encodeURIComponent(request.originalUrl)}` : '/sign-in';
}
