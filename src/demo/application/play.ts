import type { INestApplicationContext } from '@nestjs/common';
import { addDays, addMonths, dayOf, daysBetween, workingDays, type Day, type SettableClock } from '#libs/kernel';
import { HistorySeal } from '#libs/persistence';
import { PersonLookup } from '../../referrals/application/person-lookup.js';
import { DraftsService } from '../../referrals/application/drafts.service.js';
import { cast } from './cast.js';
import { goLive, openMarket, planRoom, type LetContract } from './market.js';
import { admitProviders, applyLate, openAuthorities, openProviders, stateContacts } from './opening.js';
import { planLimited } from './limited-story.js';
import { ReferralStory } from './referral-story.js';
import { Stage } from './stage.js';
import { planStatements } from './statement-story.js';
import { planUnmetNeed } from './unmet-story.js';
import { planUnderWay } from './under-way.js';

const MONTHS = 9;
const REFERRALS = 78;
const UNANSWERED = 6;

/** What the demo world holds when it is complete. */
export interface Played {
  readonly providers: number;
  readonly contracts: number;
  readonly referrals: number;
}

/** Plays nine months of the service up to `now`, through its own use cases. */
export async function playDemoWorld(app: INestApplicationContext, clock: SettableClock, now: Date): Promise<Played> {
  const stage = new Stage(app, clock);
  const today = dayOf(now);
  const opensOn = workingDays.add(addDays(addMonths(today, -MONTHS), -20), 1);
  const liveOn = addDays(opensOn, 10);
  clock.set(stage.at(opensOn, 9));
  await openAuthorities(stage);
  await stateContacts(stage);
  const providers = await openProviders(stage);
  await admitProviders(stage, opensOn);
  const contracts = await openMarket(stage, { today: opensOn, providers });
  clock.set(stage.at(liveOn, 9));
  await goLive(stage, contracts);
  planReferrals(stage, contracts, { from: liveOn, to: today });
  const home = contracts[0];
  if (home) {
    planLimited(stage, home, today);
    planUnderWay(stage, { providers, home, to: today });
  }
  planStatements(stage, contracts, { from: liveOn, to: today });
  planUnmetNeed(stage, today);
  planRoom(stage, contracts, today);
  const lateOn = stage.before(today, 4);
  stage.timeline.plan(stage.at(lateOn), () => applyLate(stage, lateOn));
  await stage.playUntil(now);
  clock.set(now);
  await startDrafts(stage, contracts);
  await stage.settle();
  await sealDays(stage, { from: opensOn, to: today });
  return { providers: cast.providers.length, contracts: contracts.length, referrals: REFERRALS + UNANSWERED };
}

/** Referrals evenly over the months, more of them where the demo people work, and a few of the last days that nobody has answered. */
function planReferrals(stage: Stage, contracts: readonly LetContract[], { from, to }: { readonly from: Day; readonly to: Day }): void {
  const length = daysBetween(from, to);
  const home = contracts.filter((contract) => contract.region === 'C');
  for (let index = 0; index < REFERRALS; index += 1) {
    const contract = stage.chance.pick(index % 2 === 0 ? home : contracts);
    const practitioners = cast.officials.filter((official) => official.role === 'practitioner' && official.authority === contract.region);
    const on = stage.around(from, Math.floor(((index + 1) * length) / (REFERRALS + 1)));
    new ReferralStory(stage, contract, stage.chance.pick(practitioners).email).begin(on);
  }
  for (let index = 0; index < UNANSWERED; index += 1) {
    const practitioner = index % 3 === 0 ? 'practitioner2@demo.example' : 'practitioner@demo.example';
    new ReferralStory(stage, stage.chance.pick(home), practitioner).begin(stage.before(to, 1 + (index % 2)), { isAnswered: false });
  }
}

/** Two referrals the demo practitioner has begun and not sent. */
async function startDrafts(stage: Stage, contracts: readonly LetContract[]): Promise<void> {
  const practitioner = await stage.actor('practitioner@demo.example');
  const drafts = stage.get(DraftsService);
  const about: (readonly [LetContract, string])[] = contracts.slice(0, 2).map((contract, index) => [contract, `X12340${index + 1}`]);
  for (const [contract, crn] of about) {
    const { id } = await drafts.start(practitioner, contract.id);
    await stage.get(PersonLookup).identify(practitioner, id, { crn });
  }
}

async function sealDays(stage: Stage, { from, to }: { readonly from: Day; readonly to: Day }): Promise<void> {
  for (let on = from; on < to; on = addDays(on, 1)) await stage.get(HistorySeal).sealDay(on);
}
