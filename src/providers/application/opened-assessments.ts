import { Injectable } from '@nestjs/common';
import { must, type Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { IdentityDirectory } from '../../identity/identity.public.js';
import type { Questionnaire } from '../domain/questionnaire.js';
import { ApplicationEntity } from '../persistence/application.entity.js';
import { ApplicationQuestionnaire } from './application-questionnaire.js';
import { AssessmentFacts, type Assessment } from './assessment-facts.js';
import { DocumentsService } from './documents.service.js';
import type { DocumentRow } from './documents.queries.js';
import { ProviderQueries } from './providers.queries.js';

/** An application with everything its assessors' pages show. */
export interface OpenedAssessment {
  readonly application: ApplicationEntity;
  readonly providerName: string;
  readonly assessment: Assessment;
  readonly questionnaire: Questionnaire;
  readonly documents: readonly DocumentRow[];
  /** Names of the people who did something about it. */
  readonly names: ReadonlyMap<string, string>;
  readonly mayAssess: boolean;
}

/** Opens applications for their assessors. */
@Injectable()
export class OpenedAssessments {
  constructor(
    private readonly reader: Reader,
    private readonly facts: AssessmentFacts,
    private readonly questionnaires: ApplicationQuestionnaire,
    private readonly providers: ProviderQueries,
    private readonly documents: DocumentsService,
    private readonly identity: IdentityDirectory,
  ) {}

  /** An application whose assessment the actor may read; with an action, one it may also act on. */
  async open(actor: Actor, id: string, action = 'application.read-assessment'): Promise<OpenedAssessment> {
    const application = await this.reader.one(actor, ApplicationEntity, id, action);
    const assessment = await this.facts.of(application);
    const [provider] = await this.providers.summaries([application.providerId]);
    return {
      application,
      assessment,
      providerName: must(provider, 'the provider of an application').name,
      questionnaire: this.questionnaires.of(application.questionnaireCode, application.questionnaireVersion),
      documents: await this.documents.named(documentIds(assessment)),
      names: await this.namesIn(application, assessment),
      mayAssess: this.reader.may(actor, ApplicationEntity, 'application.assess', application),
    };
  }

  private async namesIn({ assessorId, proposedBy, decidedBy }: ApplicationEntity, { judgements, queries, returns }: Assessment): Promise<ReadonlyMap<string, string>> {
    const people = [assessorId, proposedBy, decidedBy, ...judgements.map((each) => each.judgedBy), ...queries.flatMap((each) => [each.askedBy, each.repliedBy]), ...returns.flatMap((each) => [each.proposedBy, each.returnedBy])];
    const known = await this.identity.people([...new Set(people.filter((id) => id !== null))].filter((id) => !id.startsWith('system')));
    return new Map(known.map(({ id, name }) => [id, name]));
  }
}

/** Every document an answer names, now or when it was asked about. */
function documentIds({ assessed, queries }: Assessment): string[] {
  const codes = new Set(assessed.filter((each) => each.asked.answer.type === 'document').map((each) => each.question));
  const values = [...assessed.filter((each) => codes.has(each.question)).map((each) => each.value), ...queries.filter((query) => codes.has(query.questionCode)).flatMap((query) => [query.firstValue, query.replyValue])];
  return [...new Set(values.flatMap((value) => (Array.isArray(value) ? (value as string[]) : [])))];
}
