import 'reflect-metadata';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Body, Controller, Get, HttpException, Module, Param, Post, Query, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IsInt, IsString, MaxLength } from 'class-validator';
import { AccessModule, CurrentActor, Needs, Public } from '#libs/access';
import { ApiModule, decodeCursor, IdParam, serveOpenApi } from '#libs/api';
import { anyOf, day, nobody, NotAllowed, NotFound, RuleBroken, type Actor } from '#libs/kernel';
import { barChart, configureWeb, firstAttempt, HomePanels, Navigation, page, redirect, submit, WebModule, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Choice, Choices, DayField, PoundsField, Text, YesNo } from '#libs/web';
import { ShellModule, shellWeb } from '../../../src/shell/shell.module.js';

const here = dirname(fileURLToPath(import.meta.url));

/** Signed in when the request says `x-test-actor: editor` (or `reader`), as identity would do from session or key. */
const people: Readonly<Record<string, Actor>> = {
  editor: { id: '1', name: 'Erin Editor', granted: [], roles: [{ role: 'editor', organisationId: 'o', teamId: null, areas: 'all' }] },
  reader: { id: '2', name: 'Rhys Reader', granted: [], roles: [{ role: 'reader', organisationId: 'o', teamId: null, areas: 'all' }] },
};

export class GardenForm {
  @Text({ label: 'Name', required: 'Enter a name', max: 40 }) name!: string;
  @Choice({ options: ['sun', 'shade'], required: 'Select where it grows', label: 'Where it grows' }) place!: string;
  @Choices({ options: ['spring', 'summer'] }) seasons!: string[];
  @DayField({ label: 'Planting day', required: 'Enter the planting day', must: 'future' }) plantOn!: string;
  @YesNo({ required: 'Select yes if it climbs' }) climbs!: boolean;
  @PoundsField({ label: 'Price', required: 'Enter a price' }) pricePence!: number;
  @Text({ label: 'Notes' }) notes!: string | null;
}

class SeedDto {
  @IsString() @MaxLength(20) name!: string;
  @IsInt() count!: number;
}

@Controller('garden')
class GardenController {
  private readonly planted: GardenForm[] = [
    { name: 'Rose', place: 'sun', seasons: [], plantOn: '2026-05-05', climbs: true, pricePence: 125000, notes: null },
  ];

  @Get('plants/new')
  @Needs('plant.add')
  ask(): Page {
    return this.form(firstAttempt({ seasons: ['spring'], pricePence: 1250 }));
  }

  @Post('plants/new')
  @Needs('plant.add')
  plant(@Body() body: unknown): Promise<PageAnswer> {
    return submit(GardenForm, body, {
      today: day('2026-05-04'),
      run: (form) => {
        if (form.name === 'Knotweed') throw new RuleBroken('invasive', 'Knotweed may not be planted', 'name');
        if (form.notes === 'full') throw new RuleBroken('garden-full', 'The garden is full');
        return this.planted.push(form);
      },
      done: () => redirect('/garden/plants', { flash: 'Plant added' }),
      again: (attempt) => this.form(attempt),
    });
  }

  @Get('plants')
  @Needs('plant.read')
  list(@Query('after') after?: string): Page {
    decodeCursor(after, 2);
    const chart = barChart({
      id: 'plants', title: 'Plants by month', description: 'Twice as many plants in May as in April.', labels: ['Apr 2026', 'May 2026', 'Jun 2026'],
      series: [{ name: 'Sun', values: [10, 25, 12] }, { name: 'Shade', values: [5, 5, 18] }], format: String,
    });
    return page('views/plants', { plants: this.planted, chart });
  }

  @Get('plants/:id')
  @Needs('plant.read')
  one(@Param('id', IdParam) id: string): Page {
    throw id.startsWith('0') ? new NotAllowed('plant.read') : new NotFound('plant');
  }

  @Get('broken')
  @Public()
  broken(@CurrentActor('optional') _actor: Actor | undefined): Page {
    throw new Error('secret internals');
  }

  @Get('rule')
  @Public()
  rule(): Page {
    throw new RuleBroken('closed', 'The garden is closed in winter');
  }

  @Get('open')
  @Public()
  open(): Page {
    return this.form(firstAttempt());
  }

  private form(attempt: Attempt): Page {
    return page('views/plant', { attempt });
  }
}

@Controller('api/v1/seeds')
class SeedsController {
  @Post()
  @Needs('plant.add')
  add(@Body() seed: SeedDto): SeedDto {
    if (seed.count > 100) throw new RuleBroken('too-many', 'At most 100 seeds at once', 'count');
    return seed;
  }

  @Get('busy')
  @Public()
  busy(): never {
    throw new HttpException('Slow down', 429);
  }
}

/** A page controller whose handler forgot its declaration. */
@Controller('forgotten')
export class ForgottenController {
  @Get('page')
  undeclared(): string {
    return '';
  }

  @Get('typo')
  @Needs('plant.ad')
  misspelt(): string {
    return '';
  }
}

const policy = {
  'plant.read': () => anyOf({}),
  'plant.add': (actor: Actor) => (actor.roles.some((held) => held.role === 'editor') ? anyOf({ organisationId: 'o' }) : nobody),
};

@Module({ controllers: [GardenController, SeedsController] })
class GardenModule {
  constructor(navigation: Navigation, panels: HomePanels) {
    navigation.add({ label: 'Plants', href: '/garden/plants', order: 1, visible: () => true });
    panels.add({ order: 1, panel: (actor) => ({ title: 'Your garden', view: 'views/panel', model: { owner: actor.name } }) });
  }
}

/** A small application of invented nouns on the real shell, not yet listening. */
export async function sampleApp(...more: Type<unknown>[]): Promise<NestExpressApplication> {
  class SampleModule {}
  Module({
    imports: [
      WebModule.forRoot({ ...shellWeb, views: [...shellWeb.views, here], sessionSecret: 'for tests', demo: true }),
      AccessModule.forRoot({ policies: [policy] }),
      ApiModule,
      ShellModule,
      GardenModule,
    ],
    controllers: more,
  })(SampleModule);
  const app = await NestFactory.create<NestExpressApplication>(SampleModule, { bodyParser: false, logger: false, abortOnError: false });
  configureWeb(app, {
    authenticate: [
      (request, _response, next) => {
        request.actor = people[request.get('x-test-actor') ?? ''];
        next();
      },
    ],
  });
  serveOpenApi(app, { title: 'Garden', version: '1' });
  return app;
}

