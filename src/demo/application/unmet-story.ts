import { addDays, workingDays, type Day } from '#libs/kernel';
import { ServiceFinder } from '../../referrals/application/service-finder.js';
import type { Search } from '../../referrals/domain/service-wishes.js';
import type { Stage } from './stage.js';

/** A kind of person services are looked for in vain, by whom, and on every how many days. */
interface Vain extends Pick<Search, 'areaCode' | 'categoryCode' | 'gender' | 'age' | 'location'> {
  readonly by: string;
  readonly every: number;
}

const DAYS = 100;
const community = { location: 'community' } as const;

/** Nobody in the cast works with men on debt or dependency, nor with anyone in some police areas. */
const lookedFor: readonly Vain[] = [
  { by: 'practitioner@demo.example', areaCode: 'west-yorkshire', categoryCode: 'finance-benefit-debt', gender: 'male', age: 34, ...community, every: 1 },
  { by: 'practitioner2@demo.example', areaCode: 'south-yorkshire', categoryCode: 'dependency-recovery', gender: 'male', age: 41, ...community, every: 2 },
  { by: 'practitioner@demo.example', areaCode: 'humberside', categoryCode: 'emotional-wellbeing', gender: 'female', age: 23, ...community, every: 4 },
  { by: 'practitioner-bristol@demo.example', areaCode: 'devon-and-cornwall', categoryCode: 'finance-benefit-debt', gender: 'female', age: 29, ...community, every: 1 },
  { by: 'practitioner-salford@demo.example', areaCode: 'greater-manchester', categoryCode: 'dependency-recovery', gender: 'male', age: 52, ...community, every: 1 },
  { by: 'practitioner-camden@demo.example', areaCode: 'metropolitan', categoryCode: 'family', gender: 'male', age: 38, ...community, every: 3 },
];

/** Searches of the last months that found nothing, so that officers see unmet need. Chance plays no part. */
export function planUnmetNeed(stage: Stage, to: Day): void {
  for (const { by, every, ...search } of lookedFor) {
    for (let back = every; back <= DAYS; back += every) {
      const on = addDays(to, -back);
      if (!workingDays.includes(on)) continue;
      stage.timeline.plan(new Date(`${on}T11:30:00Z`), async () => void (await stage.get(ServiceFinder).look(search, { actor: await stage.actor(by), session: null })));
    }
  }
}
