import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { ensure, NotFound, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ApplicationsService } from '../application/applications.service.js';
import { ConsortiumQueries } from '../application/consortium.queries.js';
import { ConsortiumService } from '../application/consortium.service.js';
import { ProviderQueries } from '../application/providers.queries.js';
import { basisPointsIn, consortiumBlockers, type MemberTerms } from '../domain/consortium.js';
import type { ApplicationEntity } from '../persistence/application.entity.js';
import { pathOf } from './application.page.js';
import { catalogueNames } from './catalogue-names.js';
import { ChangedTermsForm, TermsForm } from './consortium.forms.js';
import { memberRows, memberTags, sharesInWords, termChoices } from './consortium.page.js';

/** The lead's pages: who is in the consortium of an application, with which share, and what each delivers. */
@Controller('applications/:id/consortium')
export class ConsortiumController {
  constructor(
    private readonly consortium: ConsortiumService,
    private readonly queries: ConsortiumQueries,
    private readonly applications: ApplicationsService,
    private readonly providers: ProviderQueries,
    private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Needs('application.answer')
  async list(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const application = await this.applications.application(actor, id, 'application.answer');
    if (!application.isConsortium) return redirect(pathOf(id, 'alone-or-together'));
    const members = await this.queries.members(id);
    const geography = await this.catalogue.geography();
    const asked = { ...application, isInside: (code: string, outer: string) => geography.covers([outer], code) };
    const mayChange = application.status === 'draft';
    return page('providers/web/views/consortium', {
      members: memberRows(members, await catalogueNames(this.catalogue)),
      tags: memberTags,
      shares: sharesInWords(members),
      blockers: mayChange ? consortiumBlockers(members, asked).map((each) => each.message) : [],
      mayChange,
      path: pathOf(id, 'consortium'),
      ownPath: members.some((each) => each.providerId === application.providerId) ? null : pathOf(id, `consortium/add/${application.providerId}`),
      chosen: application.categoryCodes.length > 0 && application.areaCodes.length > 0,
      back: pathOf(id),
    });
  }

  @Get('add')
  @Needs('application.answer')
  async search(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Query('name') name: unknown): Promise<Page> {
    const { providerId } = await this.applications.application(actor, id, 'application.answer');
    const words = typeof name === 'string' ? name.trim() : '';
    const inside = new Set([providerId, ...(await this.queries.members(id)).map((member) => member.providerId)]);
    const found = words === '' ? [] : (await this.queries.candidates(words)).filter((each) => !inside.has(each.id));
    return page('providers/web/views/consortium-search', { words, found, path: pathOf(id, 'consortium/add'), back: pathOf(id, 'consortium') });
  }

  @Get('add/:providerId')
  @Needs('application.answer')
  async askTerms(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('providerId', IdParam) providerId: string): Promise<Page> {
    return this.termsPage(await this.applications.application(actor, id, 'application.answer'), { providerId, attempt: firstAttempt() });
  }

  @Post('add/:providerId')
  @Needs('consortium.add')
  add(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('providerId', IdParam) providerId: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(TermsForm, body, {
      run: (form) => this.consortium.add(actor, id, { providerId, ...termsIn(form) }),
      done: (member) => redirect(pathOf(id, 'consortium'), { flash: member.agreedAt ? 'Your own part is saved' : 'Added. They have been asked to agree.' }),
      again: async (attempt) => this.termsPage(await this.applications.application(actor, id, 'application.answer'), { providerId, attempt }),
    });
  }

  @Get(':memberId/change')
  @Needs('consortium.change')
  async askChange(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('memberId', IdParam) memberId: string): Promise<Page> {
    const { providerId, shareBasisPoints, categoryCodes, areaCodes, revision } = await this.consortium.member(actor, memberId, 'consortium.change');
    const attempt = firstAttempt({ share: String(shareBasisPoints / 100), categoryCodes, areaCodes });
    return this.termsPage(await this.applications.application(actor, id, 'application.answer'), { providerId, attempt, revision });
  }

  @Post(':memberId/change')
  @Needs('consortium.change')
  async change(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('memberId', IdParam) memberId: string, @Body() body: unknown): Promise<PageAnswer> {
    const { providerId, revision } = await this.consortium.member(actor, memberId, 'consortium.change');
    return submit(ChangedTermsForm, body, {
      run: (form) => this.consortium.change(actor, memberId, termsIn(form), form.revision),
      done: (member) => redirect(pathOf(id, 'consortium'), { flash: member.agreedAt ? 'Saved' : 'Saved. They have been asked to agree again.' }),
      again: async (attempt) => this.termsPage(await this.applications.application(actor, id, 'application.answer'), { providerId, attempt, revision }),
    });
  }

  @Post(':memberId/remove')
  @Needs('consortium.remove')
  async remove(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('memberId', IdParam) memberId: string): Promise<PageAnswer> {
    await this.consortium.remove(actor, memberId);
    return redirect(pathOf(id, 'consortium'), { flash: 'Taken out of the consortium' });
  }

  private async termsPage(application: ApplicationEntity, { providerId, attempt, revision }: { readonly providerId: string; readonly attempt: Attempt; readonly revision?: number }): Promise<Page> {
    const [provider] = await this.providers.summaries([providerId]);
    if (!provider?.isRegistered) throw new NotFound('provider');
    const choices = termChoices(application, await catalogueNames(this.catalogue), await this.catalogue.geography());
    return page('providers/web/views/consortium-terms', { attempt, revision, name: provider.name, isOwn: providerId === application.providerId, ...choices, back: pathOf(application.id, 'consortium') });
  }
}

/** Terms as a form says them; throws RuleBroken `share-format` at a share that is no percentage. */
function termsIn({ share, categoryCodes, areaCodes }: TermsForm): MemberTerms {
  const shareBasisPoints = basisPointsIn(share);
  ensure(shareBasisPoints !== null, 'share-format', 'Enter the share as a percentage with at most two decimals, like 25 or 33.33', 'share');
  return { shareBasisPoints, categoryCodes, areaCodes };
}
