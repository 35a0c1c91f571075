import { Injectable } from '@nestjs/common';
import { holds } from '#libs/kernel';
import { Navigation } from '#libs/web';

/** The link of this module for those who make lots and those who could deliver them. */
@Injectable()
export class LotsNavigation {
  constructor(navigation: Navigation) {
    navigation.add({ label: 'Lots', href: '/lots', order: 50, visible: (actor) => ['commissioner', 'approver', 'provider-manager'].some((role) => holds(actor, role)) });
  }
}
