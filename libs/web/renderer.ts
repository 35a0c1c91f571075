import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import nunjucks from 'nunjucks';
import type { Request, Response } from 'express';
import { Assets } from './assets.js';
import { csrfTokenOf } from './csrf.js';
import { ownerTag } from './form-seal.js';
import type { Page } from './page.js';
import { templates } from './templates.js';
import { WEB_OPTIONS, type WebOptions } from './web.options.js';

/** What the layout shows around every page, besides what the renderer gives all views. Provided by the application, if it likes. */
export abstract class Layout {
  abstract context(request: Request): Promise<object> | object;
}

/** Renders views with the context every page has: user, messages, form token, addresses of assets. */
@Injectable()
export class Renderer implements OnModuleInit {
  private readonly environment: nunjucks.Environment;
  private layout?: Layout;

  constructor(
    @Inject(WEB_OPTIONS) private readonly options: WebOptions,
    private readonly assets: Assets,
    private readonly modules: ModuleRef,
  ) {
    this.environment = templates(options.views);
  }

  onModuleInit(): void {
    try {
      this.layout = this.modules.get(Layout, { strict: false });
    } catch {
      this.layout = undefined;
    }
  }

  /** Renders and sends a page; signed-in pages are never stored by browsers or proxies. */
  async send(request: Request, response: Response, { view, model, status }: Page): Promise<void> {
    const html = await this.html(request, response, { view, model });
    if (status) response.status(status);
    response.type('html').setHeader('cache-control', 'no-store');
    response.send(html);
  }

  /** A page as HTML. */
  async html(request: Request, response: Response, { view, model }: Pick<Page, 'view' | 'model'>): Promise<string> {
    const context = { ...this.around(request, response), ...(await this.layout?.context(request)), ...model };
    return new Promise((resolve, reject) => {
      this.environment.render(`${view}.njk`, context, (error, html) => (error === null && typeof html === 'string' ? resolve(html) : reject(error ?? new Error(`Nothing rendered for ${view}`))));
    });
  }

  /** Says whose form it is, so that what they type can be kept for them when their session ends before they send it. */
  private ownerField({ actor }: Request): string {
    return actor ? `<input type="hidden" name="_owner" value="${ownerTag(this.options.sessionSecret, actor.id)}">` : '';
  }

  private around(request: Request, response: Response): object {
    const { flash, notice } = request.session ?? {};
    if (flash) delete request.session.flash;
    if (notice) delete request.session.notice;
    return {
      serviceName: this.options.serviceName,
      demo: this.options.demo ?? false,
      user: request.actor,
      path: request.path,
      flash,
      notice,
      assets: this.assets.base,
      cspNonce: response.locals.nonce as string | undefined,
      csrfToken: () => csrfTokenOf(request),
      csrfField: () => new nunjucks.runtime.SafeString(`<input type="hidden" name="_csrf" value="${csrfTokenOf(request)}">${this.ownerField(request)}`),
    };
  }
}
