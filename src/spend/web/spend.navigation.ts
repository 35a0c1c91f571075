import { Injectable } from '@nestjs/common';
import { holds } from '#libs/kernel';
import { Navigation } from '#libs/web';

/** Spend is for those who buy. */
@Injectable()
export class SpendNavigation {
  constructor(navigation: Navigation) {
    navigation.add({ label: 'Spend', href: '/spend', order: 70, visible: (actor) => holds(actor, 'commissioner') || holds(actor, 'approver') });
  }
}
