import { Injectable } from '@nestjs/common';
import { holds } from '#libs/kernel';
import { Navigation } from '#libs/web';

/** The link to how services are chosen, for those who decide it. */
@Injectable()
export class AllocationNavigation {
  constructor(navigation: Navigation) {
    navigation.add({ label: 'How services are chosen', href: '/allocation-rules', order: 65, visible: (actor) => holds(actor, 'commissioner') });
  }
}
