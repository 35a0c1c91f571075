import { Injectable } from '@nestjs/common';
import { formatPounds, holds, type Actor } from '#libs/kernel';
import { HomePanels, Navigation, type HomePanelContent } from '#libs/web';
import { Selections } from '../application/selections.js';
import { SpendFigures } from '../application/spend-figures.js';
import { formatFinancialYear } from '../domain/financial-year.js';
import { definitions } from '../domain/figures.js';

/** Spend is for those who buy: in the navigation, and this year's money on their home page. */
@Injectable()
export class SpendNavigation {
  constructor(
    navigation: Navigation,
    panels: HomePanels,
    private readonly selections: Selections,
    private readonly figures: SpendFigures,
  ) {
    navigation.add({ label: 'Spend', href: '/spend', order: 70, visible: buys });
    panels.add({ order: 30, panel: (actor) => this.thisYear(actor) });
  }

  private async thisYear(actor: Actor): Promise<HomePanelContent | null> {
    if (!buys(actor)) return null;
    const chosen = await this.selections.read(actor, {});
    const { total } = await this.figures.of(actor, chosen);
    const rows = (['earnedPence', 'invoicedPence', 'paidPence'] as const).map((name) => ({ label: definitions[name].name, value: formatPounds(total[name]) }));
    return { title: `Spend in ${formatFinancialYear(chosen.year)}`, view: 'spend/web/views/panel', model: { rows } };
  }
}

function buys(actor: Actor): boolean {
  return holds(actor, 'commissioner') || holds(actor, 'approver');
}
