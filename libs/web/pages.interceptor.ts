import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { mergeMap, of, type Observable } from 'rxjs';
import { KeptForms, wordsAbout } from './kept-forms.js';
import { isPageAnswer, type Page, type PageAnswer } from './page.js';
import type { Attempt } from './forms/read-form.js';
import { Renderer } from './renderer.js';

const SEE_OTHER = 303;

/** Turns what page handlers return into HTML or a redirect; anything else passes through. */
@Injectable()
export class PagesInterceptor implements NestInterceptor {
  constructor(
    private readonly renderer: Renderer,
    private readonly kept: KeptForms,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const render = (answer: PageAnswer) => this.render(answer, http.getRequest<Request>(), http.getResponse<Response>());
    return next.handle().pipe(mergeMap((answer: unknown) => (isPageAnswer(answer) ? render(answer) : of(answer))));
  }

  private async render(answer: PageAnswer, request: Request, response: Response): Promise<string> {
    response.setHeader('cache-control', 'no-store');
    response.type('html');
    if (answer.kind === 'redirect') {
      if (answer.flash && request.session) request.session.flash = answer.flash;
      if (answer.notice && request.session) request.session.notice = answer.notice;
      await saveSession(request);
      response.status(SEE_OTHER).location(answer.location);
      return '';
    }
    response.status(answer.status ?? 200);
    return this.renderer.html(request, response, await this.filledIn(answer, request, response));
  }

  /** A form's page, with what its writer had typed when they were signed out. */
  private async filledIn(answer: Page, request: Request, response: Response): Promise<Page> {
    const kept = 'attempt' in answer.model ? await this.kept.take(request, response) : null;
    if (!kept) return answer;
    const attempt: Attempt = { values: kept.values, errors: [], kept: true };
    return { ...answer, model: { ...answer.model, attempt, notice: wordsAbout(kept) } };
  }
}

/** Browsers follow a redirect as soon as its headers arrive, so what the next page reads must be stored before. */
export async function saveSession({ session }: Request): Promise<void> {
  if (!session || Object.keys(session).every((key) => key === 'cookie')) return;
  await new Promise<void>((resolve, reject) => {
    session.save((error?: unknown) => (error ? reject(error instanceof Error ? error : new Error('The session could not be stored')) : resolve()));
  });
}
