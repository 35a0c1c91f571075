import type { ImportPreview } from '../application/share-code.service.js';

/** One answer that would be filled in. */
export class ProposedAnswerResponse {
  question!: string;
  value!: string | number | string[];
  /** What is answered now; null when nothing is. */
  before!: string | number | string[] | null;
}

/** What a share code would fill in: nothing is kept until it is accepted. */
export class ImportPreviewResponse {
  name!: string;
  shareCode!: string;
  formVersionId!: string;
  submittedAt!: Date;
  proposed!: ProposedAnswerResponse[];
}

/** A preview as the API shows it. */
export function importPreviewResponse({ shared, proposed }: ImportPreview): ImportPreviewResponse {
  const { name, shareCode, formVersionId, submittedAt } = shared;
  return {
    name, shareCode, formVersionId, submittedAt,
    proposed: proposed.map(({ question, value, before }) => ({ question: question.code, value: plain(value), before: before ? plain(before.value) : null })),
  };
}

function plain(value: string | number | readonly string[]): string | number | string[] {
  return typeof value === 'object' ? [...value] : value;
}
