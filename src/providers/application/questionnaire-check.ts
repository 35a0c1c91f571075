import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { countWords } from '../domain/questionnaire-answer.js';
import { lint, type LintReport } from '../domain/questionnaire-lint.js';
import type { Questionnaire } from '../domain/questionnaire.js';
import { ApplicationQuestionnaire } from './application-questionnaire.js';

/** A school grade counts from 0 at the age of 5. */
const AGE_AT_GRADE_0 = 5;

/** The age in years at which a text can be read with ease, by the Flesch-Kincaid grade. A line is at least a sentence. */
export function readingAge(text: string): number {
  const sentences = text.split(/[.?!:]\s|\n/u).filter((each) => countWords(each) > 0).length;
  const grade = fleschKincaid({ sentence: Math.max(1, sentences), word: Math.max(1, countWords(text)), syllable: syllable(text) });
  return Math.max(AGE_AT_GRADE_0, Math.round((grade + AGE_AT_GRADE_0) * 10) / 10);
}

/** The proportionality check of the newest version of every questionnaire, as lines to print; `clean` when nothing is unused or asked for twice. */
export function checkQuestionnaires(): { readonly lines: string[]; readonly clean: boolean } {
  const store = new ApplicationQuestionnaire();
  return reportOn(store.codes().map((code) => store.current(code)));
}

/** The lines of the check; the last is `N questions, N unused, N duplicated, N words`, the words being those of the longest paths. */
export function reportOn(questionnaires: readonly Questionnaire[]): { readonly lines: string[]; readonly clean: boolean } {
  const reports = questionnaires.map((questionnaire) => ({ questionnaire, report: lint(questionnaire, readingAge) }));
  const sum = (count: (report: LintReport) => number) => reports.reduce((total, { report }) => total + count(report), 0);
  const [unused, duplicated] = [sum((report) => report.unused.length), sum((report) => report.duplicated.length + report.alike.length)];
  const total = `${sum((report) => report.questions)} questions, ${unused} unused, ${duplicated} duplicated, ${sum((report) => report.mostWords)} words`;
  return { lines: [...reports.flatMap(({ questionnaire, report }) => linesOf(questionnaire, report)), total], clean: unused + duplicated === 0 };
}

function linesOf({ code, version }: Questionnaire, report: LintReport): string[] {
  return [
    `${code}, version ${version}: ${report.questions} questions`,
    ...report.unused.map((question) => `  unused: no rule, condition or assessor reads ${question}`),
    ...report.duplicated.map(({ evidence, questions }) => `  duplicated: ${questions.join(' and ')} both ask for ${evidence}`),
    ...report.alike.map(({ text, questions }) => `  duplicated: ${questions.join(' and ')} both ask “${text}”`),
    ...report.hard.map(({ question, age }) => `  hard to read: ${question} takes a reader of ${age}`),
    `  reading age ${report.readingAge}; words to write: ${report.fewestWords} at least, ${report.mostWords} at most for one category`,
  ];
}
