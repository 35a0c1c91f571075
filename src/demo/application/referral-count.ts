import type { PageVisitor, Typed } from './page-visitor.js';

/** What one referral took: what was typed, which fields case data filled, and what was asked though it was known. */
export class ReferralCount {
  /** Characters typed into each field, spaces too; what is chosen is not typed. */
  readonly typedInto = new Map<string, number>();
  private readonly prefilledFields = new Set<string>();
  private readonly askedTwiceFields = new Set<string>();
  private readonly known = new Set<string>();

  get characters(): number {
    return [...this.typedInto.values()].reduce((sum, each) => sum + each, 0);
  }

  /** Fields that case data filled, as the pages say. */
  get prefilled(): number {
    return this.prefilledFields.size;
  }

  /** Fields asked for with nothing in them after they were known. */
  get askedTwice(): readonly string[] {
    return [...this.askedTwiceFields];
  }

  /** From here on these fields are known. */
  knows(names: readonly string[]): void {
    for (const name of names) this.known.add(name);
  }

  /** Reads the page that is shown. */
  read(page: PageVisitor): void {
    const filled = new Set(page.fields.filter(({ values }) => values.length > 0).map(({ name }) => questionOf(name)));
    const hints = new Set(page.findAll(/id="([\w-]+?)(?:-group)?-hint"[^>]*>\s*From case data/g));
    for (const question of questionsOf(page.fields.map(({ name }) => name))) {
      if (filled.has(question) && hints.has(question)) this.prefilledFields.add(question);
      if (!filled.has(question) && this.known.has(question)) this.askedTwiceFields.add(question);
    }
  }

  /** Counts what is typed by hand on the page that is shown; a box that held something is taken to be typed again from its start. */
  typed(page: PageVisitor, byHand: Typed): void {
    for (const { name, isTyped } of page.fields) {
      const text = byHand[name];
      if (!isTyped || typeof text !== 'string') continue;
      const question = questionOf(name);
      this.typedInto.set(question, (this.typedInto.get(question) ?? 0) + [...text].length);
    }
  }

  /** What was said is known on every later page. */
  said(answers: Typed): void {
    this.knows(questionsOf(Object.entries(answers).filter(([, value]) => value !== '').map(([name]) => name)));
  }
}

/** How many questions some fields answer: the three boxes of a date are one. */
export function questionsOf(names: readonly string[]): string[] {
  return [...new Set(names.map(questionOf))];
}

function questionOf(name: string): string {
  return name.replace(/-(day|month|year)$/, '');
}
