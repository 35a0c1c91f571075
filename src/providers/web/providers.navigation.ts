import { Injectable } from '@nestjs/common';
import { holds, type Actor } from '#libs/kernel';
import { Navigation } from '#libs/web';

/** The links of this module for providers and commissioners. */
@Injectable()
export class ProvidersNavigation {
  constructor(navigation: Navigation) {
    const applies = (actor: Actor) => ['provider-manager', 'commissioner'].some((role) => holds(actor, role));
    const buys = (actor: Actor) => applies(actor) || holds(actor, 'approver');
    navigation.add({ label: 'Applications', href: '/applications', order: 60, visible: applies }, { label: 'Members', href: '/members', order: 70, visible: buys });
  }
}
