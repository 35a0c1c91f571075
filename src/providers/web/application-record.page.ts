import type { AnswerRow } from '#libs/web';
import type { Sitting } from '../application/sittings.js';
import { blockersOf } from '../domain/application.js';
import { percent, type NamedMember } from '../domain/consortium.js';
import type { CatalogueNames } from './catalogue-names.js';
import { partOf } from './application-steps.js';
import { pathOf } from './application.page.js';
import { inWords, type NamedDocument } from './question.page.js';

/** What is needed to print an application: names of categories, areas and documents. */
export interface RecordNames extends CatalogueNames {
  readonly documents: readonly NamedDocument[];
}

/** Answers below one heading. */
export interface RecordSection {
  readonly title: string;
  readonly rows: readonly (AnswerRow & { readonly href?: string })[];
}

/** Everything an application says, section by section; with where to change each answer while it is a draft. */
export function recordSections({ application, sections, consortium }: Sitting, names: RecordNames): RecordSection[] {
  const { id, status, categoryCodes, areaCodes, isConsortium } = application;
  const to = (part: string) => (status === 'draft' ? { href: pathOf(id, part) } : {});
  const choices = [
    { label: 'Categories', value: categoryCodes.map(names.category), ...to('categories') },
    { label: 'Areas', value: areaCodes.map(names.area), ...to('areas') },
    { label: 'Alone or together', value: isConsortium ? 'Together, as a consortium' : 'Alone', ...to('alone-or-together') },
    ...(consortium ? [{ label: 'Members of the consortium', value: consortium.members.map(memberInWords(names)), ...to('consortium') }] : []),
  ];
  const answered = sections.filter(({ answers }) => answers.length > 0).map(({ title, answers }) => ({
    title,
    rows: answers.map(({ question, given }) => ({ label: question.text, value: inWords(question, given?.value, names.documents), ...to(`questions/${question.code}`) })),
  }));
  return [{ title: 'What you apply for', rows: choices }, ...answered];
}

/** A member in one line: "Second Trust, 30%: Family in Leeds". */
function memberInWords({ category, area }: CatalogueNames): (member: NamedMember) => string {
  return ({ name, shareBasisPoints, categoryCodes, areaCodes }) => `${name}, ${percent(shareBasisPoints)}: ${categoryCodes.map(category).join(', ')} in ${areaCodes.map(area).join(', ')}`;
}

/** What stops submission, each with where to mend it. */
export function blockerLinks({ application, asked, consortium }: Sitting): { readonly field: string; readonly text: string; readonly href: string }[] {
  const parts: Readonly<Record<string, string>> = { categoryCodes: 'categories', areaCodes: 'areas', consortium: 'consortium' };
  return blockersOf(application, asked, consortium).map(({ field, message }) => {
    const answer = asked.find(({ question }) => question.code === field);
    const part = answer ? partOf(answer, asked) : (parts[field] ?? '');
    return { field, text: answer?.state === 'unanswered' ? answer.question.text : message, href: pathOf(application.id, part) };
  });
}
