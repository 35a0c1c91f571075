import { Body, Controller, Get, Injectable, Param, Post, type PipeTransform } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { AcceptsUpload, UploadedDocument, type ReceivedFile } from '#libs/documents';
import { NotFound, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { DocumentsService } from '../application/documents.service.js';
import { MembershipFacts } from '../application/membership-facts.js';
import { MembershipService } from '../application/membership.service.js';
import { OpenedMemberships } from '../application/opened-memberships.js';
import { StandingAnswersService } from '../application/standing-answers.service.js';
import { documentChoices } from './documents.page.js';
import { ConfirmAnswersForm, SeenMembershipForm } from './membership.forms.js';
import { answerRows, staleCodes, standingTags } from './membership.page.js';

const KEEP = 'member.keep-answers';
type Sent = Readonly<Record<string, unknown>>;

/** One answer of one membership, as the address names it. */
interface AnswerPlace {
  readonly id: string;
  readonly code: string;
}

@Injectable()
class AnswerParams implements PipeTransform<AnswerPlace, AnswerPlace> {
  transform({ id, code }: AnswerPlace): AnswerPlace {
    return { id: new IdParam().transform(id), code };
  }
}

/** Keeping a member's answers up to date without a new application: one click for what is still true, a new date and document for what runs out. */
@Controller('members/:id/answers')
export class MembershipAnswersController {
  constructor(
    private readonly memberships: MembershipService,
    private readonly answers: StandingAnswersService,
    private readonly opened: OpenedMemberships,
    private readonly facts: MembershipFacts,
    private readonly documents: DocumentsService,
  ) {}

  @Get()
  @Needs('member.keep-answers')
  list(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.listPage(actor, id, firstAttempt());
  }

  @Post()
  @Needs('member.keep-answers')
  confirm(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(ConfirmAnswersForm, body, {
      run: ({ revision, codes }) => this.answers.confirm(actor, { id, revision }, codes),
      done: (_, { codes }) => redirect(`/members/${id}/answers`, { flash: codes.length === 1 ? 'Answer confirmed' : `${codes.length} answers confirmed` }),
      again: (attempt) => this.listPage(actor, id, attempt),
    });
  }

  @Get(':code')
  @Needs('member.keep-answers')
  ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('code') code: string): Promise<Page> {
    return this.renewPage(actor, { id, code }, firstAttempt());
  }

  /** The file is kept before the date is looked at, so that it is offered again when something else is wrong. */
  @Post(':code')
  @Needs('member.keep-answers')
  @AcceptsUpload()
  async renew(@CurrentActor() actor: Actor, @Param(AnswerParams) { id, code }: AnswerPlace, @Body() body: Sent, @UploadedDocument() file: ReceivedFile | null): Promise<PageAnswer> {
    const { providerId, vehicleCode } = await this.memberships.membership(actor, id, KEEP);
    const papers = (await this.facts.questions(vehicleCode)).documentsFor(code);
    return submit(SeenMembershipForm, body, {
      run: async ({ revision }) => this.answers.renew(actor, { id, revision }, { ...sentDate(code, body), ...(papers ? await this.papersOf(actor, { providerId, papers, file }, body) : {}) }),
      done: (member) => redirect(`/members/${id}/answers`, { flash: member.status === 'active' ? 'Evidence renewed' : 'Evidence renewed. The membership is still suspended.' }),
      again: (attempt) => this.renewPage(actor, { id, code }, attempt),
    });
  }

  private async papersOf(actor: Actor, { providerId, papers, file }: { readonly providerId: string; readonly papers: string; readonly file: ReceivedFile | null }, body: Sent): Promise<Sent> {
    const uploaded = await this.documents.fromUpload(actor, providerId, file);
    const chosen = [body[papers] ?? []].flat().filter((each): each is string => typeof each === 'string' && each !== '');
    const ids = [...new Set([...(uploaded ? [uploaded.id] : []), ...chosen])];
    return ids.length > 0 ? { [papers]: ids } : {};
  }

  private async listPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const opened = await this.opened.open(actor, id, KEEP);
    const rows = answerRows(opened);
    return page('providers/web/views/standing-answers', {
      attempt, rows, tags: standingTags, stale: staleCodes(opened.answers), revision: opened.member.revision,
      caption: `${opened.providerName}, ${opened.vehicleName}`, isMember: opened.member.status !== 'removed', action: `/members/${id}/answers`, back: `/members/${id}`,
    });
  }

  private async renewPage(actor: Actor, { id, code }: AnswerPlace, attempt: Attempt): Promise<Page> {
    const { member, answers, vehicleName, question } = await this.opened.open(actor, id, KEEP);
    const aged = answers.find(({ answer, daysLeft }) => answer.questionCode === code && daysLeft !== null);
    const asked = question(code);
    if (!aged || !asked) throw new NotFound('answer');
    const papers = (await this.facts.questions(member.vehicleCode)).documentsFor(code);
    return page('providers/web/views/renew-evidence', {
      attempt, code, papers, title: asked.text, hint: asked.guidance, caption: `${aged.label}, ${vehicleName}`, until: aged.answer.expiresOn, revision: member.revision,
      papersTitle: papers ? question(papers)?.text : null, documents: papers ? documentChoices(await this.documents.list(member.providerId)) : [], back: `/members/${id}/answers`,
    });
  }
}

function sentDate(code: string, body: Sent): Sent {
  return { [code]: { day: body[`${code}-day`], month: body[`${code}-month`], year: body[`${code}-year`] } };
}
