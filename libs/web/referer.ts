import { localPath } from '#libs/access';
import type { Request } from 'express';

/** The page the person came from, if it was one of ours other than the start. */
export function refererPath(request: Request): string | undefined {
  const referer = request.get('referer');
  if (!referer || !URL.canParse(referer)) return undefined;
  const { host, pathname, search } = new URL(referer);
  const back = localPath(`${pathname}${search}`);
  return host === request.get('host') && back !== '/' ? back : undefined;
}
