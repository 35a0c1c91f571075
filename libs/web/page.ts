/** A page to render: view path under a view root without `.njk`, and what it shows. Status 200 unless said. */
export interface Page {
  readonly kind: 'page';
  readonly view: string;
  readonly model: object;
  readonly status?: number;
}

/** A redirect (303) after a command, with a message for the next page: `flash` says what was done, `notice` what was not, or must be known. */
export interface Redirect {
  readonly kind: 'redirect';
  readonly location: string;
  readonly flash?: string;
  readonly notice?: string;
}

/** What a page handler returns. */
export type PageAnswer = Page | Redirect;

/** Answers with a page. */
export function page(view: string, model: object = {}, { status }: { readonly status?: number } = {}): Page {
  return { kind: 'page', view, model, status };
}

/** Answers with a redirect to a path of this site; `flash` or `notice` is shown once on the next page. */
export function redirect(location: string, { flash, notice }: Pick<Redirect, 'flash' | 'notice'> = {}): Redirect {
  return { kind: 'redirect', location, flash, notice };
}

/** Whether a handler's result is a page or a redirect, rather than text, a stream or JSON. */
export function isPageAnswer(value: unknown): value is PageAnswer {
  const answer = value as Partial<PageAnswer> | null;
  return typeof answer === 'object' && ((answer?.kind === 'page' && 'view' in answer) || (answer?.kind === 'redirect' && 'location' in answer));
}
