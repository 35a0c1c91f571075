import { Injectable } from '@nestjs/common';
import { holds } from '#libs/kernel';
import { Navigation } from '#libs/web';

/** The links practitioners need from this module. */
@Injectable()
export class ReferralsNavigation {
  constructor(navigation: Navigation) {
    const visible = (actor: Parameters<typeof holds>[0]) => holds(actor, 'practitioner');
    navigation.add({ label: 'Find a service', href: '/services', order: 10, visible }, { label: 'Drafts', href: '/drafts', order: 20, visible });
  }
}
