import type { Actor } from '#libs/kernel';

declare module 'express-serve-static-core' {
  interface Request {
    /** Who is acting, set by whatever authenticates before the guard runs. */
    actor?: Actor;
    /** Id of this request, printed in the log and on the error page. */
    requestId?: string;
  }
}

/** Whether a path belongs to the API (bearer keys, JSON, problem answers) and not to the pages. */
export function isApiPath(path: string): boolean {
  return /^\/api(\/|$)/i.test(path); // Express finds a route whatever its case
}

/** A path on this site to return to after sign-in; `/` for anything that could lead elsewhere. */
export function localPath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : '/';
}
