import { Injectable } from '@nestjs/common';
import { Projects } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import type { UserRemoved } from '../../identity/identity.public.js';
import { TaskInbox } from '../application/task-inbox.js';
import type { HeardEvent } from '../domain/heard-events.js';

/** Tasks about people and organisations who ask to come in. */
@Injectable()
export class JoiningProjections {
  constructor(private readonly inbox: TaskInbox) {}

  @Projects('identity.join-requested')
  @Projects('identity.join-approved')
  @Projects('identity.join-declined')
  @Projects('providers.listing-claimed')
  @Projects('providers.listing-approved')
  @Projects('providers.listing-refused')
  keep(event: EventEnvelope<HeardEvent['data']>): Promise<void> {
    return this.inbox.apply(event as HeardEvent);
  }

  @Projects('identity.user-removed')
  forget({ data }: EventEnvelope<UserRemoved['data']>): Promise<void> {
    return this.inbox.forget(data.userId);
  }
}
