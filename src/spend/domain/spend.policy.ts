import { anyOf, areasOf, type Policy } from '#libs/kernel';

/** Who reads spend: commissioners and approvers, where the case is in their region; national ones everywhere. Counts and money, never the person. */
export const spendPolicy = {
  'spend.read': (actor) => {
    const areas = areasOf(actor, 'commissioner', 'approver');
    return areas === 'all' ? anyOf({}) : anyOf({ regionCode: areas });
  },
} satisfies Policy;
