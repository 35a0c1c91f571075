import type { INestApplicationContext } from '@nestjs/common';
import { addDays, must, workingDays, type Actor, type Day, type SettableClock } from '#libs/kernel';
import { Delivery } from '#libs/messaging';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { Chance } from '../domain/chance.js';
import { Timeline } from '../domain/timeline.js';

/** Where the demo world is played: the application's services, a clock that moves, and what is yet to happen. */
export class Stage {
  readonly timeline = new Timeline();
  readonly chance = new Chance(20_210_626);
  private readonly actors = new Map<string, Actor>();

  constructor(
    private readonly app: INestApplicationContext,
    readonly clock: SettableClock,
  ) {}

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.app.get(token as unknown as new () => T, { strict: false });
  }

  /** Someone as use cases see them, by e-mail address. */
  async actor(email: string): Promise<Actor> {
    const known = this.actors.get(email);
    if (known) return known;
    const actor = must(await this.get(IdentityDirectory).actorByEmail(email), email);
    this.actors.set(email, actor);
    return actor;
  }

  /** An instant in office hours on a day, at the hour given or a likely one. */
  at(on: Day, hour = this.chance.between(9, 16)): Date {
    return new Date(`${on}T${String(hour).padStart(2, '0')}:${String(this.chance.between(0, 59)).padStart(2, '0')}:00Z`);
  }

  /** The day so many working days later. */
  later(from: Day, days: number): Day {
    return workingDays.add(from, days);
  }

  /** The day so many working days earlier. */
  before(from: Day, days: number): Day {
    let on = from;
    for (let left = days; left > 0; ) {
      on = addDays(on, -1);
      if (workingDays.includes(on)) left -= 1;
    }
    return on;
  }

  /** The working day on or after a day so many days on. */
  around(from: Day, days: number): Day {
    const on = addDays(from, days);
    return workingDays.includes(on) ? on : workingDays.add(on, 1);
  }

  /** Runs every event that waits, so that money and read models follow. */
  async settle(): Promise<void> {
    await this.get(Delivery).drain();
  }

  /** Plays everything planned up to an instant, in order. */
  async playUntil(end: Date): Promise<void> {
    for (let moment = this.timeline.next(end); moment; moment = this.timeline.next(end)) {
      this.clock.set(moment.at);
      await moment.happens();
    }
  }
}
