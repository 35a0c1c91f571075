/** A box, a choice or a list of a page, and what it holds as the page comes: nothing where it is empty. */
export interface ShownField {
  readonly name: string;
  readonly values: readonly string[];
  /** Whether an empty one is sent, as a text is and a choice is not. */
  readonly isText: boolean;
  /** Whether a person types into it, as into a box and not as in a list. */
  readonly isTyped: boolean;
}

/** Takes the marks of HTML out of a text. */
export function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim();
}

/** The value of a tag's attribute, or nothing. */
export function attribute(tag: string, name: string): string {
  return unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

/** Every field of some HTML that a person can see, each name once. */
export function shownFields(html: string): ShownField[] {
  const byName = new Map<string, ShownField>();
  for (const { name, values, isText, isTyped } of [...boxesIn(html), ...textsIn(html), ...listsIn(html)]) {
    byName.set(name, { name, isText, isTyped, values: [...(byName.get(name)?.values ?? []), ...values.filter(Boolean)] });
  }
  return [...byName.values()];
}

function boxesIn(html: string): ShownField[] {
  const tags = [...html.matchAll(/<input [^>]*>/g)].map(([tag]) => tag).filter((tag) => !tag.includes('type="hidden"'));
  return tags.map((tag) => {
    const isText = !/type="(radio|checkbox)"/.test(tag);
    return { name: attribute(tag, 'name'), isText, isTyped: isText, values: isText || / checked/.test(tag) ? [attribute(tag, 'value')] : [] };
  });
}

function textsIn(html: string): ShownField[] {
  return [...html.matchAll(/<textarea ([^>]*)>([^<]*)<\/textarea>/g)].map(([, head = '', text = '']) => ({ name: attribute(head, 'name'), isText: true, isTyped: true, values: [unescaped(text)] }));
}

function listsIn(html: string): ShownField[] {
  return [...html.matchAll(/<select ([^>]*)>([\s\S]*?)<\/select>/g)].map(([, head = '', inside = '']) => ({
    name: attribute(head, 'name'), isText: true, isTyped: false, values: [unescaped(/<option value="([^"]*)" selected/.exec(inside)?.[1] ?? '')],
  }));
}
