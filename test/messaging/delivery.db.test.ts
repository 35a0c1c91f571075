import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { Delivery, Handles, Jobs, Projects, Receipts, Schedules, Scheduled, Subscribers } from '#libs/messaging';
import { newId } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { Trial } from './trial.js';

let trial: Trial;

beforeEach(async () => {
  trial = await Trial.start('in-process');
});

afterEach(() => trial.stop());

const letter = (id: string) => trial.database.run(sql`insert into trial.effect (effect, event_id) values ('letter', ${id})`).then(() => undefined);

describe('an effect with a receipt', () => {
  it('happens once when the same job is delivered twice', async () => {
    const id = newId();
    const receipts = trial.service.get(Receipts);
    expect(await receipts.once('letters.write', id, () => letter(id))).toBe(true);
    expect(await receipts.once('letters.write', id, () => letter(id))).toBe(false);
    expect(await trial.effects('letter')).toEqual({ written: 1, events: 1 });
  });

  it('happens once when two workers have the same job at the same time', async () => {
    const id = newId();
    const receipts = trial.service.get(Receipts);
    const ran = await Promise.all(Array.from({ length: 5 }, () => receipts.once('letters.write', id, () => letter(id))));
    expect(ran.filter(Boolean)).toHaveLength(1);
    expect(await trial.effects('letter')).toEqual({ written: 1, events: 1 });
  });

  it('leaves neither receipt nor writing when it fails, and runs when tried again', async () => {
    const id = newId();
    const receipts = trial.service.get(Receipts);
    const torn = async () => {
      await letter(id);
      throw new Error('The paper tore');
    };
    await expect(receipts.once('letters.write', id, torn)).rejects.toThrow('The paper tore');
    expect(await trial.effects('letter')).toEqual({ written: 0, events: 0 });
    expect(await receipts.once('letters.write', id, () => letter(id))).toBe(true);
    expect(await trial.effects('letter')).toEqual({ written: 1, events: 1 });
  });

  it('happens again beyond our database when it failed half-way, and not after it succeeded', async () => {
    const id = newId();
    const receipts = trial.service.get(Receipts);
    const lost = async () => {
      await letter(id);
      throw new Error('The answer was lost');
    };
    await expect(receipts.atLeastOnce('letters.post', id, lost)).rejects.toThrow('The answer was lost');
    expect(await receipts.atLeastOnce('letters.post', id, () => letter(id))).toBe(true);
    expect(await receipts.atLeastOnce('letters.post', id, () => letter(id))).toBe(false);
    expect(await trial.effects('letter')).toEqual({ written: 2, events: 1 });
  });
});

describe('events drained in process', () => {
  it('reach every handler once, in this process, and none is left', async () => {
    await trial.publish('trial.happened', 3);
    await trial.publish('trial.posted', 1);
    await trial.publish('trial.unheard', 1);
    expect(await trial.service.get(Delivery).drain()).toBe(5);
    expect(await trial.service.get(Delivery).drain()).toBe(0);
    expect(await trial.effects('count')).toEqual({ written: 3, events: 3 });
    expect(await trial.effects('tell')).toEqual({ written: 3, events: 3 });
    expect(await trial.effects('post')).toEqual({ written: 1, events: 1 });
    expect(await trial.unrelayed()).toBe(0);
  });

  it('say which handler failed and wait to be drained again', async () => {
    await trial.publish('trial.fragile', 1, { failUntil: 1 });
    await expect(trial.service.get(Delivery).drain()).rejects.toThrow('The partner service is away');
    expect(await trial.effects('fragile')).toEqual({ written: 0, events: 0 });
    expect(await trial.service.get(Delivery).drain()).toBe(1);
    expect(await trial.effects('fragile')).toEqual({ written: 1, events: 1 });
  });

  it('are not drained inside the transaction that publishes them', async () => {
    await expect(trial.database.transaction(() => trial.service.get(Delivery).drain())).rejects.toThrow('after the transaction');
  });
});

describe('events relayed long ago', () => {
  const left = async () => trial.database.first(sql`select (select count(*)::int from platform.outbox) as events, (select count(*)::int from platform.receipt) as receipts`);

  it('are forgotten with their receipts; newer ones and those that wait are not', async () => {
    await trial.publish('trial.happened', 3);
    await trial.service.get(Delivery).drain();
    await trial.database.run(sql`update platform.outbox set relayed_at = '2026-01-01T00:00:00Z' where id in (select id from platform.outbox order by id limit 2)`);
    await trial.publish('trial.happened', 1);
    expect(await left()).toEqual({ events: 4, receipts: 6 });
    expect(await trial.service.get(Jobs).forget(new Date('2026-01-01T00:00:01Z'))).toBe(2);
    expect(await left()).toEqual({ events: 2, receipts: 2 });
    expect([await trial.service.get(Jobs).forget(new Date('2026-01-01T00:00:01Z')), await trial.unrelayed()]).toEqual([0, 1]);
  });
});

describe('projections', () => {
  it('are written with the event and taken back with it', async () => {
    await trial.publish('trial.observed', 1);
    expect(await trial.effects('observe')).toEqual({ written: 1, events: 1 });
    const broken = trial.database.transaction(async () => {
      await trial.publish('trial.observed', 1);
      throw new Error('The rule said no');
    });
    await expect(broken).rejects.toThrow('The rule said no');
    expect(await trial.effects('observe')).toEqual({ written: 1, events: 1 });
    expect(await trial.unrelayed()).toBe(1);
  });
});

describe('schedules', () => {
  it('can be run by hand', async () => {
    const schedules = trial.service.get(Schedules);
    expect(schedules.names).toEqual(['trial-sweep']);
    await schedules.run('trial-sweep');
    expect(await trial.effects('sweep')).toEqual({ written: 1, events: 1 });
    await expect(schedules.run('no-such-sweep')).rejects.toThrow('no schedule called no-such-sweep');
  });
});

describe('at boot', () => {
  @Injectable()
  class PostRoom {
    @Handles('trial.happened')
    @Handles('trial.posted', { queue: 'mail' })
    sort(): void {}

    @Scheduled('morning-round', { cron: '0 7 * * *' })
    goRound(): void {}
  }

  const started = async (...modules: (new () => object)[]) => {
    @Module({ imports: [DiscoveryModule, ...modules], providers: [Subscribers] })
    class Service {}
    return NestFactory.createApplicationContext(Service, { logger: false, abortOnError: false });
  };

  it('handlers are named after their class and method, and one method may hear several events', async () => {
    @Module({ providers: [PostRoom, { provide: 'alias', useExisting: PostRoom }] })
    class Ground {}
    const service = await started(Ground);
    const heard = service.get(Subscribers);
    expect(heard.types).toEqual(['trial.happened', 'trial.posted']);
    expect(heard.handlersOf('trial.posted')).toMatchObject([{ name: 'post-room.sort', queue: 'mail', outside: false }]);
    expect(heard.schedules.get('morning-round')?.timing).toEqual({ cron: '0 7 * * *' });
    await service.close();
  });

  it('the service refuses to start when two handlers share a name', async () => {
    @Module({ providers: [PostRoom] })
    class Ground {}
    @Module({ providers: [PostRoom] })
    class First {}
    await expect(started(Ground, First)).rejects.toThrow('post-room.sort listens to trial.happened twice');
  });

  it('projections run in the order in which the service imports their modules', async () => {
    class Upstream {
      @Projects('trial.observed')
      first(): void {}
    }
    class Downstream {
      @Projects('trial.observed')
      second(): void {}
    }
    @Module({ providers: [Upstream] })
    class UpstreamModule {}
    @Module({ imports: [UpstreamModule], providers: [Downstream] })
    class DownstreamModule {}
    const service = await started(UpstreamModule, DownstreamModule);
    expect(service.get(Subscribers).projectionsOf('trial.observed').map(({ name }) => name)).toEqual(['upstream.first', 'downstream.second']);
    await service.close();
  });

  it('an event name that is not module.what-happened is refused', () => {
    expect(() => Handles('Happened')).toThrow('module.what-happened');
  });
});
