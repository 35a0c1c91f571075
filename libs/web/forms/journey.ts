import { NotFound } from '#libs/kernel';
import type { FormClass } from './read-form.js';

/** Saved answers of a journey: one record of values per step path. Steps not answered are absent. */
export type Answers = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** One answer on the check-answers page. A list prints one item a line. */
export interface AnswerRow {
  readonly label: string;
  readonly value: string | number | null | readonly string[];
}

/** A question page: a row in a table. */
export interface Step {
  /** Last part of its address, and the key of its answers. */
  readonly path: string;
  /** The question, as the page's heading and title. */
  readonly title: string;
  readonly view: string;
  readonly form: FormClass<object>;
  /** Whether it is asked, given the answers so far; always unless said. */
  readonly when?: (answers: Answers) => boolean;
  /** How its answer reads on the check-answers page; nothing unless said. */
  readonly shows?: (answer: Readonly<Record<string, unknown>>, answers: Answers) => readonly AnswerRow[];
}

/** Rows of the check-answers page with their change links, for `summary`. */
export interface CheckRow extends AnswerRow {
  readonly href: string;
}

/** A journey of question pages. Pure: answers in, addresses out. */
export class Journey<Id = string> {
  constructor(private readonly parts: { readonly base: (id: Id) => string; readonly steps: readonly Step[]; readonly checkPath: string }) {
    const paths = parts.steps.map((step) => step.path);
    const repeated = paths.find((path, index) => paths.indexOf(path) !== index);
    if (repeated) throw new Error(`Two steps share the path ${repeated}`);
  }

  /** Path of the check-answers page. */
  get checkPath(): string {
    return this.parts.checkPath;
  }

  /** All steps, in order. */
  get steps(): readonly Step[] {
    return this.parts.steps;
  }

  /** The step at a path; NotFound when there is none. */
  step(path: string): Step {
    const step = this.parts.steps.find((each) => each.path === path);
    if (!step) throw new NotFound('page');
    return step;
  }

  /** Address of a step, or of the check page, for one record. */
  url(id: Id, path: string): string {
    return `${this.parts.base(id)}/${path}`;
  }

  /** Steps that are asked, given the answers. */
  asked(answers: Answers): Step[] {
    return this.parts.steps.filter((step) => step.when?.(answers) ?? true);
  }

  /** Path of the first asked step without an answer, or null when all have one. */
  firstUnanswered(answers: Answers): string | null {
    return this.asked(answers).find((step) => !answers[step.path])?.path ?? null;
  }

  /** Path after answering a step: the next unanswered step, one left out earlier, or the check page. So a changed answer leads straight back to the check page. */
  next(path: string, answers: Answers): string {
    const later = this.asked(answers).filter((step) => this.indexOf(step.path) > this.indexOf(path));
    return later.find((step) => !answers[step.path])?.path ?? this.firstUnanswered(answers) ?? this.parts.checkPath;
  }

  /** Path of the asked step before, or null at the first. From the check page it is the last step. */
  back(path: string, answers: Answers): string | null {
    const limit = path === this.parts.checkPath ? Infinity : this.indexOf(path);
    return this.asked(answers).filter((step) => this.indexOf(step.path) < limit).at(-1)?.path ?? null;
  }

  /** Answers to the steps that are asked: what to keep when an earlier answer made later ones moot. */
  relevant(answers: Answers): Answers {
    return Object.fromEntries(this.asked(answers).flatMap((step) => (answers[step.path] ? [[step.path, answers[step.path]]] : [])));
  }

  /** The check-answers rows of one record. */
  rows(id: Id, answers: Answers): CheckRow[] {
    return this.asked(answers).flatMap((step) => {
      const answer = answers[step.path];
      const rows = answer ? step.shows?.(answer, answers) : undefined;
      return (rows ?? []).map((row) => ({ ...row, href: this.url(id, step.path) }));
    });
  }

  private indexOf(path: string): number {
    return this.parts.steps.indexOf(this.step(path));
  }
}
