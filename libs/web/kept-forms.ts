import { randomBytes } from 'node:crypto';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { localPath } from '#libs/access';
import { Clock } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import type { Request, Response } from 'express';
import { hashOf, ownerIn, sealed, unsealed } from './form-seal.js';
import { refererPath } from './referer.js';
import { WEB_OPTIONS, type WebOptions } from './web.options.js';

/** Why a form could not be taken: nobody is signed in any more, or they signed in again since the page was made. */
export type KeptBecause = 'signed-out' | 'expired';

/** A form that was kept, as it was typed. */
export interface KeptForm {
  readonly values: Readonly<Record<string, unknown>>;
  readonly because: KeptBecause;
}

interface Content extends KeptForm {
  readonly ownerId: string;
  readonly page: string;
}

const MINUTES = 30;
const MOST_BYTES = 100 * 1024;
/** What is typed here is never kept. */
const SECRET = /passw|secret|token/i;

/**
 * Keeps what was typed in a page's form that came too late, for whoever the page was made for: their form tells, with a tag nobody else can make.
 * The record is sealed with a random token that only the browser's cookie holds, is read once, and is gone after half an hour. Nothing is ever sent again by itself.
 */
@Injectable()
export class KeptForms {
  constructor(
    @Inject(WEB_OPTIONS) private readonly options: WebOptions,
    @Optional() private readonly database?: Database,
    @Optional() private readonly clock?: Clock,
  ) {}

  /** Keeps a posted form; answers the page it belongs to, or null for one that is nobody's, another person's, or too large. */
  async keep(request: Request, response: Response, because: KeptBecause): Promise<string | null> {
    const { database, clock } = this;
    const ownerId = ownerIn(this.options.sessionSecret, request.formOwner);
    if (!database || !clock || !ownerId || request.method !== 'POST' || (request.actor && request.actor.id !== ownerId)) return null;
    const page = refererPath(request) ?? localPath(request.originalUrl);
    const content: Content = { values: keepable(request.body), because, ownerId, page };
    if (Buffer.byteLength(JSON.stringify(content)) > MOST_BYTES) return null;
    const token = randomBytes(32).toString('base64url');
    const now = clock.now();
    await database.run(sql`delete from platform.kept_form where expires_at < ${now}`);
    await database.run(sql`insert into platform.kept_form (token_hash, sealed, expires_at) values (${hashOf(token)}, ${sealed(token, content)}, ${new Date(now.getTime() + MINUTES * 60_000)})`);
    response.cookie(cookieOf(page), token, { httpOnly: true, sameSite: 'lax', secure: this.options.secure ?? false, maxAge: MINUTES * 60_000, path: '/' });
    return page;
  }

  /** The form kept for this page and this person, once; null for none. Another person's is forgotten unread. */
  async take(request: Request, response: Response): Promise<KeptForm | null> {
    const { actor } = request;
    const name = cookieOf(request.originalUrl);
    const token = request.method === 'GET' && actor ? cookieIn(request, name) : undefined;
    if (!token || !actor || !this.database || !this.clock) return null;
    response.clearCookie(name, { path: '/' });
    const [row] = await this.database.rows<{ sealed: string; expiresAt: Date }>(sql`
      with taken as (delete from platform.kept_form where token_hash = ${hashOf(token)} returning sealed, expires_at) select sealed, expires_at from taken`);
    const content = row && row.expiresAt > this.clock.now() ? (unsealed(token, row.sealed) as Content | null) : null;
    return content?.ownerId === actor.id ? { values: content.values, because: content.because } : null;
  }
}

/** What the person is told above the form. */
export function wordsAbout({ because }: KeptForm): string {
  return because === 'signed-out' ? 'You were signed out. Your text is kept: check it and continue.' : 'This form had expired. Your text is kept: check it and continue.';
}

function keepable(body: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...(body as object | null) }).filter(([name]) => name !== '_csrf' && !SECRET.test(name)));
}

/** Each page has a cookie of its own, so that two tabs do not lose each other's text. */
function cookieOf(page: string): string {
  return `kept-${hashOf(page).slice(0, 16)}`;
}

function cookieIn(request: Request, name: string): string | undefined {
  const pairs = (request.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}
