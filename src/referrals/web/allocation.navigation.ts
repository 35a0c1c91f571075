import { Injectable } from '@nestjs/common';
import { holds } from '#libs/kernel';
import { Navigation } from '#libs/web';

/** The link to how referrals are shared out, for those who decide it. */
@Injectable()
export class AllocationNavigation {
  constructor(navigation: Navigation) {
    navigation.add({ label: 'Sharing out', href: '/allocation-rules', order: 65, visible: (actor) => holds(actor, 'commissioner') });
  }
}
