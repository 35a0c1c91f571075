import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { assembly, foldersOf, libs, modules, ourNouns, topLevel, type ModuleName } from './module-map.js';
import { codeOf, filesBelow, linesMatching, ROOT, shipped, sources, textOf, type Source } from './sources.js';

const FILE = 250;
const TEST_FILE = 400;
const FOLDERS_BELOW = ['data/questionnaires', 'persistence/migrations', 'web/views'];
const isMigration = (path: string) => path.includes('/migrations/');
const isEntity = (path: string) => path.endsWith('.entity.ts');
const folders = (path: string) => entries(path).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const entries = (path: string) => readdirSync(join(ROOT, path), { withFileTypes: true });

it('the top level of the repository stays as it is', () => {
  const ignored = textOf('.gitignore').split('\n').map((line) => line.replace(/\/$/, ''));
  const isIgnored = (name: string) => ignored.includes(name) || ignored.includes(name.replace(/^.*\./, '*.'));
  const strange = entries('.').map(({ name }) => name).filter((name) => !topLevel.includes(name) && !isIgnored(name));
  expect(strange.map((name) => `${name}: not an entry of the top level`)).toEqual([]);
});

it('every folder of src and libs is on the map', () => {
  const strange = [
    ...entries('src').filter(({ name }) => !modules.includes(name as ModuleName) && !assembly.includes(name)).map(({ name }) => `src/${name}`),
    ...entries('libs').filter(({ name }) => !Object.hasOwn(libs, name)).map(({ name }) => `libs/${name}`),
  ];
  expect(strange.map((path) => `${path}: not on the map`)).toEqual([]);
});

it('every module has the same shape', () => {
  const strange = modules.filter((module) => existsSync(join(ROOT, 'src', module))).flatMap((module) => {
    const allowed = [`${module}.public.ts`, `${module}.module.ts`, ...foldersOf(module)];
    const parts = entries(`src/${module}`).map(({ name }) => name);
    const present = foldersOf(module).filter((layer) => parts.includes(layer));
    const below = present.flatMap((layer) => folders(`src/${module}/${layer}`).map((name) => `${layer}/${name}`));
    const wrong = [...parts.filter((part) => !allowed.includes(part)), ...below.filter((path) => !FOLDERS_BELOW.includes(path))];
    return wrong.map((path) => `src/${module}/${path}: no module has such a part`);
  });
  expect(strange).toEqual([]);
});

it('files are short enough to read at once', () => {
  const tests = filesBelow('test', (path) => path.endsWith('.ts') && !path.endsWith('.d.ts')).map((path) => ({ path, lines: textOf(path).split('\n'), isTest: true }));
  const exempt = (path: string) => isMigration(path) || isEntity(path);
  const long = [...sources, ...tests].filter(({ path, lines, isTest }) => !exempt(path) && lines.length - 1 > (isTest ? TEST_FILE : FILE));
  expect(long.map(({ path, lines, isTest }) => `${path}: ${lines.length - 1} lines, at most ${isTest ? TEST_FILE : FILE}`)).toEqual([]);
});

it('files are named noun.role.ts, after what they do', () => {
  const named = sources.filter(({ path }) => !isMigration(path)).flatMap(({ path }) => {
    const name = path.split('/').at(-1) ?? '';
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z-]*)*\.ts$/.test(name)) return [`${path}: file names are kebab-case`];
    return /(^|[-.])(helpers?|utils?|common|base|misc)[-.]/.test(name) ? [`${path}: says nothing of what it does`] : [];
  });
  const vague = /^export (?:abstract )?class (\w*(?:Manager|Helper|Util|Utils|Common|Base)|(?:Base|Common)[A-Z]\w*)\b/gm;
  const classes = shipped.flatMap((source) => linesMatching(source, vague, (name) => `${name} says nothing of what it does`));
  expect([...named, ...classes]).toEqual([]);
});

it('every exported function and class says in a line what a reader must know', () => {
  const exempt = (path: string) => isMigration(path) || isEntity(path);
  expect(shipped.filter(({ path }) => !exempt(path)).flatMap(undocumented)).toEqual([]);
});

const FUNCTION_OR_CLASS = /^export (?:default )?(?:async )?(?:abstract )?(?:function\*?|class) (\w+)/;
const ARROW_FUNCTION = /^export const (\w+)(?:: [^=]+)? = (?:async )?(?:<[^>]*>)?(?:\([^)]*\)[^=(]*|\w+ )=>/;

function undocumented({ path, lines }: Source): string[] {
  return lines.flatMap((line, at) => {
    const name = (FUNCTION_OR_CLASS.exec(line) ?? ARROW_FUNCTION.exec(line))?.[1];
    // Overloads after the first, and the implementation, share the first one's line.
    const isOverload = name !== undefined && at > 0 && (lines[at - 1] ?? '').startsWith(`export function ${name}`);
    return name && !isOverload && !isDocumented(lines, at) ? [`${path}:${at + 1} ${name} has no docstring`] : [];
  });
}

/** Whether a docstring ends above the declaration, with nothing but decorators in between. */
function isDocumented(lines: readonly string[], declaration: number): boolean {
  let end = declaration - 1;
  while (end >= 0 && lines[end]?.trim() !== '' && !lines[end]?.trimEnd().endsWith('*/')) end -= 1;
  if (!lines[end]?.trimEnd().endsWith('*/')) return false;
  const between = lines.slice(end + 1, declaration);
  return between.length === 0 || (between[0]?.startsWith('@') === true && between.every((line) => /^[@\s)}\]]/.test(line)));
}

it('libs know no word of what the service is about', () => {
  const pattern = new RegExp(`\\b(${ourNouns.join('|').replaceAll(' ', '[ -]')})\\b`, 'i');
  const spoken = filesBelow('libs', (path) => /\.(ts|njk|json|css|js|mjs)$/.test(path)).flatMap((path) =>
    textOf(path).split('\n').flatMap((line, at) => {
      const word = pattern.exec(words(line))?.[1];
      return word ? [`${path}:${at + 1} libs may not say "${word}"`] : [];
    }),
  );
  expect(spoken).toEqual([]);
});

/** Identifiers as words: `rateCardId` → `rate Card Id`, `call_offs` → `call-offs`. */
function words(line: string): string {
  return line.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('_', '-');
}

it('rules never wait: no async in the domain', () => {
  const waiting = shipped.filter(({ layer }) => layer === 'domain').flatMap(({ path, text }) =>
    codeOf(text).split('\n').flatMap((line, at) => (/\b(async|await)\b|\.then\(/.test(line) ? [`${path}:${at + 1} a rule may not wait`] : [])),
  );
  expect(waiting).toEqual([]);
});
