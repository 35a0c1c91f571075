import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LayerName, LibName, ModuleName } from './module-map.js';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** One import or re-export of a file. `target` is the path of ours it leads to, null for node and npm. */
export interface Import {
  readonly from: string;
  readonly isType: boolean;
  readonly target: string | null;
}

/** One TypeScript file of `src/` or `libs/`; paths are relative to the repository, with forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly imports: readonly Import[];
  /** A spec or test, which may import what tests need. */
  readonly isTest: boolean;
  readonly module: ModuleName | null;
  readonly layer: LayerName | null;
  readonly lib: LibName | null;
}

// Imports stand at the start of a line here; the linter and the compiler keep it so.
const STATIC = /^(?:import|export)\s+(type\s+)?(?:([\w*\s{},$]+?)\s+from\s+)?'([^']+)'/gm;
const DYNAMIC = /\bimport\('([^']+)'\)/g;

/** Every file below a folder that the test accepts, in a fixed order. */
export function filesBelow(folder: string, accepts: (path: string) => boolean): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true }).map((entry) => ({ path: `${folder}/${entry.name}`, isFolder: entry.isDirectory() }));
  return entries.flatMap(({ path, isFolder }) => (isFolder ? filesBelow(path, accepts) : [path].filter(accepts))).sort();
}

/** A file's text. */
export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Every TypeScript file of `src/` and `libs/`, read once. */
export const sources: readonly Source[] = [...filesBelow('src', isTypeScript), ...filesBelow('libs', isTypeScript)].map(read);

/** The files that ship: no specs, no tests. */
export const shipped = sources.filter((source) => !source.isTest);

/** The same text with comments blanked and, on demand, the contents of strings too; line numbers stay. */
export function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|[\s;{}()])\/\/[^\n]*|'(?:\\.|[^'\\\n])*'/gm, (found) => (found.startsWith("'") ? "''" : found.replace(/[^\n]/g, ' ')));
}

/** One line per match: `path:line rule`. */
export function linesMatching(source: Pick<Source, 'path' | 'text'>, pattern: RegExp, rule: (found: string) => string): string[] {
  return [...source.text.matchAll(pattern)].map((match) => `${source.path}:${lineOf(source.text, match.index)} ${rule(match[1] ?? match[0])}`);
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

function isTypeScript(path: string): boolean {
  return path.endsWith('.ts') && !path.endsWith('.d.ts');
}

function read(path: string): Source {
  const text = textOf(path);
  const [top, name = '', ...rest] = path.split('/');
  const module = top === 'src' && rest.length > 0 ? (name as ModuleName) : null;
  return {
    path,
    text,
    lines: text.split('\n'),
    imports: importsOf(path, text),
    isTest: /\.(spec|test)\.ts$/.test(path),
    module,
    layer: module ? layerOf(path) : null,
    lib: top === 'libs' ? (name as LibName) : null,
  };
}

/** The layer of a file inside a module, given its path. */
export function layerOf(path: string): LayerName {
  const [, , part = ''] = path.split('/');
  if (part.endsWith('.public.ts')) return 'public';
  return (part.endsWith('.ts') ? 'module' : part) as LayerName;
}

function importsOf(path: string, text: string): Import[] {
  const found = (from: string, isType: boolean): Import => ({ from, isType, target: targetOf(path, from) });
  const written = [...text.matchAll(STATIC)].map(([, type, names = '', from = '']) => found(from, type !== undefined || areTypes(names)));
  const computed = [...text.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(DYNAMIC)].map(([, from = '']) => found(from, false));
  return [...written, ...computed];
}

/** Whether every name of `{ type A, type B }` is a type, so that the compiler drops the import. */
function areTypes(names: string): boolean {
  const inBraces = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1] ?? '';
  const each = inBraces.split(',').map((name) => name.trim()).filter(Boolean);
  return each.length > 0 && each.every((name) => name.startsWith('type '));
}

function targetOf(path: string, from: string): string | null {
  if (from.startsWith('#libs/')) return `libs/${from.slice('#libs/'.length)}/index.ts`;
  if (!from.startsWith('.')) return null;
  return relative(ROOT, join(ROOT, dirname(path), from)).replaceAll('\\', '/').replace(/\.js$/, '.ts');
}
