import { localPath } from '#libs/access';
import type { Request } from 'express';
import { oneText, type Body } from './forms/field.js';

/** The page the person came from, if it was one of ours other than the start. */
export function refererPath(request: Request): string | undefined {
  const referer = request.get('referer');
  if (!referer || !URL.canParse(referer)) return undefined;
  const { host, pathname, search } = new URL(referer);
  const back = localPath(`${pathname}${search}`);
  return host === request.get('host') && back !== '/' ? back : undefined;
}

/** The list a form says its reader came from, with its filter; the first of `lists` where it names none of them. */
export function cameFrom(body: Body, lists: readonly [string, ...string[]]): string {
  const back = localPath(oneText({ body, name: 'back' }));
  return lists.some((list) => back === list || back.startsWith(`${list}?`)) ? back : lists[0];
}

/** A list again, with word that nothing on it was selected. */
export function withNothingSelected(list: string): string {
  const [path = '', query] = list.split('?');
  const asked = new URLSearchParams(query);
  asked.set('select', 'none');
  return `${path}?${asked.toString()}`;
}
