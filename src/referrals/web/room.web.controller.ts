import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { Clock, formatDay, formatMonth, type Actor } from '#libs/kernel';
import { firstAttempt, page, type Page } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { Places, type AreaRoom } from '../application/places.js';
import { readableMonths, UnmetNeeds } from '../application/unmet-needs.js';
import { FEWEST_SHOWN } from '../domain/unmet-need.js';

/** Places in use on a contract, and need that went unmet: counts, never the person. */
@Controller()
export class RoomController {
  constructor(
    private readonly places: Places,
    private readonly unmetNeeds: UnmetNeeds,
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
  ) {}

  @Get('contracts/:id/places')
  @Needs('places.read')
  async inUse(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const { title, rooms } = await this.places.inUse(actor, id);
    const geography = await this.catalogue.geography();
    const rows = rooms.map((room) => placesRow(room, geography.find(room.areaCode)?.name ?? room.areaCode));
    return page('referrals/web/views/places', { caption: title, rows, back: `/contracts/${id}` });
  }

  @Get('unmet-need')
  @Needs('unmet-need.read')
  async unmet(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const months = readableMonths(this.clock.today());
    const [thisMonth] = months;
    const month = months.find((each) => each === query['month']) ?? thisMonth;
    const categories = (await this.catalogue.categories()).filter(({ group }) => group === 'need');
    const category = categories.find(({ code }) => code === query['categoryCode']);
    const counts = month ? await this.unmetNeeds.counts(actor, { month, categoryCode: category?.code }) : [];
    const geography = await this.catalogue.geography();
    return page('referrals/web/views/unmet-need', {
      attempt: firstAttempt({ month, categoryCode: category?.code }),
      months: months.map((each) => ({ value: each, text: formatMonth(each) })),
      categories: categories.map(({ code, name }) => ({ value: code, text: name })),
      monthName: month ? formatMonth(month) : '',
      rows: counts.map(({ areaCode, categoryCode, count }) => [
        geography.find(areaCode)?.name ?? areaCode, categories.find(({ code }) => code === categoryCode)?.name ?? categoryCode, count === null ? `Fewer than ${FEWEST_SHOWN}` : String(count),
      ]),
    });
  }
}

function placesRow({ capacity, live, waiting, placesFree }: AreaRoom, area: string): string[] {
  const places = capacity === null ? 'Not stated' : (capacity.places ?? 'No limit');
  const free = placesFree === null ? '' : String(placesFree);
  return [area, String(places), String(live), String(waiting), free, capacity ? formatDay(capacity.statedOn) : ''];
}
