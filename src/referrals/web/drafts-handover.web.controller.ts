import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { InvalidInput, isId, type Actor } from '#libs/kernel';
import type { EachResult } from '#libs/persistence';
import { Choice, Choices, firstAttempt, manyTexts, page, redirect, refusedWords, submit, Text, withNothingSelected, type Attempt, type PageAnswer } from '#libs/web';
import { DraftHandover } from '../application/draft-handover.js';
import { DraftList, type DraftListed } from '../application/draft-list.js';
import { draftName, serviceOf } from './drafts.page.js';

type Sent = Record<string, unknown>;

const NONE_CHOSEN = 'Select at least one draft';

/** Which drafts go to whom, and what they should know. */
export class HandOverDraftsForm {
  @Choices({ required: NONE_CHOSEN }) drafts!: string[];
  @Choice({ required: 'Select a colleague' }) practitionerId!: string;
  @Text({ label: 'What your colleague should know', required: 'Enter what your colleague should know', max: 2_000 }) note!: string;
}

/** Giving several drafts, chosen on their list, to a colleague in the team. */
@Controller('drafts/hand-over')
export class DraftsHandoverController {
  constructor(
    private readonly handover: DraftHandover,
    private readonly drafts: DraftList,
  ) {}

  /** The drafts chosen, and who could go on with them. */
  @Get()
  @Needs('draft.hand-over')
  preview(@CurrentActor() actor: Actor, @Query() query: Sent): Promise<PageAnswer> {
    return this.previewPage(actor, manyTexts({ body: query, name: 'drafts' }), firstAttempt());
  }

  @Post()
  @Needs('draft.hand-over')
  handOver(@CurrentActor() actor: Actor, @Body() body: Sent): Promise<PageAnswer> {
    return submit(HandOverDraftsForm, body, {
      run: async ({ drafts, ...to }) => {
        const ids = drafts.filter(isId);
        if (ids.length === 0) throw new InvalidInput([{ field: 'drafts', message: NONE_CHOSEN }]);
        const colleagues = await this.handover.teammates(actor);
        const chosen = await this.drafts.chosen(actor, ids);
        const name = colleagues.find(({ id }) => id === to.practitionerId)?.name ?? 'Your colleague';
        return outcome(await this.handover.handOverEach(actor, ids, to), chosen, name);
      },
      done: (answer) => answer,
      again: (attempt) => this.previewPage(actor, manyTexts({ body, name: 'drafts' }), attempt),
    });
  }

  private async previewPage(actor: Actor, ids: readonly string[], attempt: Attempt): Promise<PageAnswer> {
    const chosen = await this.drafts.chosen(actor, ids.filter(isId));
    if (chosen.length === 0) return redirect(withNothingSelected('/drafts'));
    const colleagues = (await this.handover.teammates(actor)).map(({ id, name }) => ({ value: id, text: name }));
    const rows = chosen.map((draft) => ({ ...draft, name: draftName(draft), service: serviceOf(draft) }));
    return page('referrals/web/views/hand-over-drafts', { attempt, rows, colleagues });
  }
}

/** Where everything went well, back to the list; otherwise a line for each draft. */
function outcome(results: readonly EachResult[], chosen: readonly DraftListed[], name: string): PageAnswer {
  if (results.every((each) => each.ok)) return redirect('/drafts', { flash: `${results.length === 1 ? '1 draft' : `${results.length} drafts`} handed over to ${name}. ${name} has been told.` });
  const lines = results.map((result) => {
    const draft = chosen.find((each) => each.id === result.id);
    const refused = refusedWords(result, 'handed over');
    return { name: draft ? draftName(draft) : 'A draft', service: draft ? serviceOf(draft) : '', isDone: result.ok, words: refused ?? `Handed over to ${name}` };
  });
  return page('referrals/web/views/drafts-handed-over', { lines });
}
