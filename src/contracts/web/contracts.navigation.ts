import { Injectable } from '@nestjs/common';
import { Navigation } from '#libs/web';

/** The register is for everyone who is signed in. */
@Injectable()
export class ContractsNavigation {
  constructor(navigation: Navigation) {
    navigation.add({ label: 'Contracts', href: '/contracts', order: 50, visible: (actor) => actor.roles.length > 0 });
  }
}
