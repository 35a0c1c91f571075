import type { Day } from '#libs/kernel';
import { CapacityService } from '../../src/contracts/application/capacity.service.js';
import { ContractsService } from '../../src/contracts/application/contracts.service.js';
import type { Room } from '../../src/contracts/contracts.public.js';
import type { TestApp } from '../support/app.js';
import { idOf, openLot, priced } from '../support/world.js';

/** What differs between services of a test; everything else is an accommodation service of the prime's for everyone in West Yorkshire. */
export interface Running {
  readonly title?: string;
  readonly areaCodes?: string[];
  readonly takesMen?: boolean;
  readonly maximumAge?: number | null;
  readonly referralsFrom?: Day;
  readonly room?: Partial<Room> | null;
}

/** A live service of a provider that is a member already. Answers the contract's id. */
export async function runningService(app: TestApp, { title = 'Homes', areaCodes = ['west-yorkshire'], takesMen = true, maximumAge = null, referralsFrom, room = {} }: Running = {}): Promise<string> {
  const commissioner = await app.actor('commissioner');
  const lotId = await openLot(app, { title, areaCodes, takesMen, maximumAge });
  const award = { lotId, providerId: idOf(app, 'prime'), ground: 'small-value', reason: 'A pilot', reference: `PRJ_${lotId.slice(-8)}`, ...(referralsFrom ? { referralsFrom } : {}) } as const;
  const { id } = await app.get(ContractsService).award(commissioner, award);
  await priced(app, id);
  await app.get(ContractsService).goLive(commissioner, id);
  const everywhere = { places: 10, weeklyStarts: 2, expectedWaitDays: 3, closesWhenFull: true, ...room };
  if (room) await app.get(CapacityService).stateCapacity(await app.actor('provider-manager'), id, { everywhere });
  return id;
}
