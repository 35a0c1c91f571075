import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Layout, Navigation, type NavigationItem } from '#libs/web';
import type { Request } from 'express';

/** The service navigation of whoever is signed in, with the current section marked. */
@Injectable()
export class ShellLayout extends Layout {
  constructor(private readonly navigation: Navigation) {
    super();
  }

  async context(request: Request): Promise<object> {
    const { actor, path } = request;
    const items = actor ? [{ label: 'Home', href: '/' }, ...(await Promise.all(this.navigation.for(actor).map((item) => counted(item, actor))))] : [];
    return { navigation: items.map(({ label, href }) => ({ text: label, href, current: path === href, active: href !== '/' && path.startsWith(`${href}/`) })) };
  }
}

const COUNT_CAP = 100;

/** A link with how much waits behind it. A page, an error's too, is shown whether or not that can be counted. */
async function counted({ label, href, count }: NavigationItem, actor: Actor): Promise<Pick<NavigationItem, 'label' | 'href'>> {
  const waiting = count ? await count(actor).catch(() => 0) : 0;
  return { label: waiting === 0 ? label : `${label} (${waiting > COUNT_CAP ? `${COUNT_CAP}+` : waiting})`, href };
}
