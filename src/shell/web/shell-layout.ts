import { Injectable } from '@nestjs/common';
import { Layout, Navigation } from '#libs/web';
import type { Request } from 'express';

/** The service navigation of whoever is signed in, with the current section marked. */
@Injectable()
export class ShellLayout extends Layout {
  constructor(private readonly navigation: Navigation) {
    super();
  }

  context(request: Request): object {
    const { actor, path } = request;
    const items = actor ? [{ label: 'Home', href: '/' }, ...this.navigation.for(actor)] : [];
    return { navigation: items.map(({ label, href }) => ({ text: label, href, current: path === href, active: href !== '/' && path.startsWith(`${href}/`) })) };
  }
}
