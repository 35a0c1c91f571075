import { Injectable } from '@nestjs/common';
import { Actions } from '#libs/access';
import { Navigation } from '#libs/web';

/** The people of an organisation, for those who look after them. */
@Injectable()
export class IdentityNavigation {
  constructor(navigation: Navigation, actions: Actions) {
    navigation.add({ label: 'People', href: '/users', order: 90, visible: (actor) => actions.reachesAnything(actor, 'invitation.make') });
  }
}
