import { Injectable } from '@nestjs/common';
import { holds, type Actor } from '#libs/kernel';
import { Navigation } from '#libs/web';

/** The links of this module for providers and commissioners. */
@Injectable()
export class ProvidersNavigation {
  constructor(navigation: Navigation) {
    const applies = (actor: Actor) => ['provider-manager', 'commissioner'].some((role) => holds(actor, role));
    const assesses = (actor: Actor) => holds(actor, 'commissioner') || holds(actor, 'approver');
    const buys = (actor: Actor) => applies(actor) || holds(actor, 'approver');
    navigation.add({ label: 'Applications', href: '/applications', order: 60, visible: applies }, { label: 'Documents', href: '/documents', order: 65, visible: (actor) => ['provider-manager', 'provider-finance'].some((role) => holds(actor, role)) }, { label: 'Assessments', href: '/assessments', order: 65, visible: assesses }, { label: 'Frameworks', href: '/vehicles', order: 55, visible: buys }, { label: 'Members', href: '/members', order: 70, visible: buys });
  }
}
