import type { Response } from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';

type Field = readonly [name: string, value: string];

const signs: Readonly<Record<string, string>> = { '&#39;': "'", '&quot;': '"', '&lt;': '<', '&gt;': '>', '&#92;': '\\', '&amp;': '&' };

/** The text of a page, entities read. */
export function plain(html: string): string {
  return html.replaceAll(/&(#39|quot|lt|gt|#92|amp);/g, (entity) => signs[entity] ?? entity);
}

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

/** The hidden fields of a page: its token, its revision and the like. */
function hiddenOf(html: string): Record<string, string> {
  return Object.fromEntries([...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [name, plain(value)]));
}

/** The value of one box of a page; empty where there is none. */
export function valueOf(html: string, name: string): string {
  return plain(/value="([^"]*)"/.exec(html.slice(html.indexOf(`name="${name}"`)))?.[1] ?? '');
}

/** Submits the form of a page with its hidden fields; `shown` is the page as it was seen, the page at that address as it is now unless said. */
export async function submit(agent: TestAgent, path: string, fields: object, shown?: string): Promise<Response> {
  const html = shown ?? (await agent.get(path)).text;
  return agent.post(path).type('form').send({ ...hiddenOf(html), ...fields });
}

/** A day as its three boxes are typed. */
export function boxes(name: string, iso: string): Record<string, string> {
  const [year = '', month = '', day = ''] = iso.split('-');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
}

function attribute(tag: string, name: string): string {
  return plain(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
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
