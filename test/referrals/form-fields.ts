type Field = readonly [name: string, value: string];

const plain = (html: string) => html.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const attribute = (tag: string, name: string) => plain(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** What a browser would send of a page's form as it stands: boxes, ticked choices, long texts and lists. Several ticks under one name are a list. */
export function fieldsOf(page: string): Record<string, string | string[]> {
  const html = /<main[\s\S]*<\/main>/.exec(page)?.[0] ?? '';
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of [...boxesIn(html), ...textsIn(html), ...listsIn(html)]) {
    const before = fields[name];
    if (name !== '_csrf' && name !== '') fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}

function boxesIn(html: string): Field[] {
  const tags = [...html.matchAll(/<input [^>]*>/g)].map(([tag]) => tag);
  return tags.filter((tag) => !/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag)).map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]);
}

function textsIn(html: string): Field[] {
  return [...html.matchAll(/<textarea ([^>]*)>([^<]*)<\/textarea>/g)].map(([, head = '', text = '']) => [attribute(head, 'name'), plain(text)]);
}

function listsIn(html: string): Field[] {
  return [...html.matchAll(/<select ([^>]*)>([\s\S]*?)<\/select>/g)].map(([, head = '', inside = '']) => [attribute(head, 'name'), plain(/<option value="([^"]*)" selected/.exec(inside)?.[1] ?? '')]);
}
