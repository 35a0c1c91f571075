import { expect, it } from '@jest/globals';
import { listeners, modules, schemaOf, upstreamOf, type ModuleName } from './module-map.js';
import { codeOf, linesMatching, shipped, type Source } from './sources.js';

const ours = shipped.filter((source): source is Source & { module: ModuleName } => source.module !== null);

const RELATIONS = 'OneToMany|ManyToOne|OneToOne|ManyToMany|JoinColumn|JoinTable|Relation<';
const MAGIC = new RegExp(`\\b(${RELATIONS}|VersionColumn|DeleteDateColumn|(?:eager|lazy|cascade|synchronize):(?! false))`, 'g');

it('tables are reached by id: no relations, nothing eager, lazy, cascading, synchronised or softly deleted', () => {
  const code = shipped.filter(({ path }) => !path.includes('/migrations/')).map(({ path, text }) => ({ path, text: codeOf(text) }));
  expect(code.flatMap((source) => linesMatching(source, MAGIC, (found) => `${found} is not used here`))).toEqual([]);
});

it('entities keep to the schema of their module', () => {
  const strange = ours.flatMap((source) => {
    const schema = schemaOf(source.module);
    return linesMatching(source, /^@Entity\((.*)\)$/gm, (options) => (options.includes(`schema: '${schema}'`) ? '' : `its table belongs into the schema ${schema}`));
  });
  expect(strange.filter(isObjection)).toEqual([]);
});

it('migrations import nothing of ours', () => {
  const used = shipped.filter(({ path }) => path.includes('/migrations/')).flatMap(({ path, imports }) => imports.map(({ from }) => ({ path, from })));
  expect(used.filter(({ from }) => from !== 'typeorm').map(({ path, from }) => `${path}: a migration may not import ${from}`)).toEqual([]);
});

it('every event heard is published upstream', () => {
  const speaking = ours.filter(({ layer }) => layer === 'public' || layer === 'domain');
  const published = new Set(speaking.flatMap((source) => (source.layer === 'public' ? declaredIn(source) : eventsIn(source.text))));
  const deaf = ours.flatMap((source) =>
    linesMatching(source, /@(?:Projects|Handles)\('([^']+)'/g, (type) => {
      const publisher = type.split('.')[0] as ModuleName;
      if (!published.has(type)) return `nobody publishes ${type}`;
      return hears(source.module, publisher) ? '' : `${source.module} may not hear ${publisher}`;
    }),
  );
  expect(deaf.filter(isObjection)).toEqual([]);
});

/** Lines that say what is wrong; the others end where the rule would stand. */
function isObjection(line: string): boolean {
  return !line.endsWith(' ');
}

function hears(module: ModuleName, publisher: ModuleName): boolean {
  return module === publisher || listeners.includes(module) || upstreamOf(module).includes(publisher);
}

it('every event published is declared in the public file of its module', () => {
  const declared = new Set(ours.filter(({ layer }) => layer === 'public').flatMap(declaredIn));
  const undeclared = ours.filter(({ layer }) => layer !== 'public').flatMap((source) =>
    eventsIn(source.text).flatMap((type) => {
      if (!type.startsWith(`${source.module}.`)) return [`${source.path}: ${type} is not for ${source.module} to publish`];
      return declared.has(type) ? [] : [`${source.path}: ${type} is not in ${source.module}.public.ts`];
    }),
  );
  expect(undeclared).toEqual([]);
});

/** Event types a public file names, however it writes their types. */
function declaredIn({ module, text }: Source): string[] {
  return [...text.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].flatMap(([, type]) => (type?.startsWith(`${module}.`) ? [type] : []));
}

/** Event types a rule publishes: `type: 'module.what-happened'` of any module on the map. */
function eventsIn(text: string): string[] {
  const found = [...text.matchAll(/\btype: '([a-z-]+)\.([a-z-]+)'/g)];
  return found.filter(([, module]) => modules.includes(module as ModuleName)).map(([, module, happened]) => `${module}.${happened}`);
}
