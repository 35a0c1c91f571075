import { Injectable } from '@nestjs/common';
import { holds } from '#libs/kernel';
import { Navigation } from '#libs/web';

const ROLES = ['commissioner', 'approver', 'provider-finance', 'provider-manager'] as const;

/** Statements are for both sides of the money. */
@Injectable()
export class PaymentsNavigation {
  constructor(navigation: Navigation) {
    navigation.add({ label: 'Statements', href: '/statements', order: 60, visible: (actor) => ROLES.some((role) => holds(actor, role)) });
  }
}
