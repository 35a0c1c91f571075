import { expect, it } from '@jest/globals';
import { assembled, assembly, layers, libs, libsOf, listeners, modules, openTo, packageLayers, upstreamOf } from './module-map.js';
import type { LayerName, LibName, ModuleName } from './module-map.js';
import { layerOf, shipped, sources, type Import, type Source } from './sources.js';

const inModules = sources.filter((source): source is Source & { module: ModuleName; layer: LayerName } => source.module !== null);
const TEST_PACKAGES = /^(@jest\/globals|fast-check|supertest|node:.*)$/;

/** One line per import a rule objects to. */
function objections<S extends Source>(among: readonly S[], rule: (source: S, found: Import) => string | false | null | undefined): string[] {
  const judged = among.flatMap((source) => source.imports.map((found) => ({ path: source.path, said: rule(source, found) })));
  return judged.flatMap(({ path, said }) => (said ? [`${path}: ${said}`] : []));
}

const moduleOf = (path: string) => (/^src\/([^/]+)\//.exec(path)?.[1] ?? null) as ModuleName | null;
const isAssembly = (path: string) => /^src\/[^/]+$/.test(path);
const libOf = (path: string) => (/^libs\/([^/]+)\//.exec(path)?.[1] ?? null) as LibName | null;

it('the module map has no circle', () => {
  const circles = modules.filter((module) => upstreamOf(module).some((upstream) => reaches(upstream, module)));
  expect(circles).toEqual([]);
});

function reaches(from: ModuleName, to: ModuleName): boolean {
  return from === to || upstreamOf(from).some((next) => reaches(next, to));
}

it('modules import each other along the arrows only', () => {
  const against = objections(inModules, ({ module }, { target, isType, from }) => {
    const other = target && moduleOf(target);
    if (target && isAssembly(target)) return module !== 'demo' && `no module knows how modules are put together (${from})`;
    if (!other || other === module || upstreamOf(module).includes(other)) return null;
    if (listeners.includes(module)) return !isType && `${module} may import only the types of ${other}'s events (${from})`;
    return `${module} may not import ${other} (${from})`;
  });
  expect(against).toEqual([]);
});

it('modules import only the public file and the wiring of others', () => {
  const inside = objections(inModules, ({ module, layer, isTest }, { target, isType, from }) => {
    const other = target && moduleOf(target);
    if (!target || !other || other === module) return null;
    const reached = layerOf(target);
    if (!openTo(module).includes(reached)) return `${from} is internal to ${other}`;
    if (reached === 'module') return layer !== 'module' && layer !== 'application' && `only ${module}.module.ts imports ${from}`;
    return (layer === 'domain' || layer === 'public') && !isType && !isTest && `a ${layer} file imports only types of ${from}`;
  });
  expect(inside).toEqual([]);
});

it('layers import only the layers below them', () => {
  const upward = objections(inModules, ({ module, layer, isTest }, { target, from }) => {
    if (!target || moduleOf(target) !== module) return null;
    const reached = layerOf(target);
    if (reached === layer || layers[layer].layers.includes(reached) || isTest) return null;
    return `${layer} may not import ${reached} (${from})`;
  });
  expect(upward).toEqual([]);
});

it('layers import only the libs they need', () => {
  const strangers = objections(inModules, ({ module, layer, isTest }, { target, from }) => {
    const lib = target && libOf(target);
    return lib && !isTest && !libsOf(module, layer).includes(lib) && `${layer} may not import ${from}`;
  });
  expect(strangers).toEqual([]);
});

it('pure layers import no framework and nothing that reads or writes', () => {
  const impure = objections(inModules, ({ layer, isTest }, { target, from }) => {
    const { packages } = layers[layer];
    if (target || !packages || packages.includes(from) || (isTest && TEST_PACKAGES.test(from))) return null;
    return `${layer} may not import ${from}`;
  });
  expect(impure).toEqual([]);
});

it('each framework stays in its layer', () => {
  const strangers = objections(inModules, ({ layer, isTest }, { from }) => {
    const home = Object.hasOwn(packageLayers, from) && !isTest && packageLayers[from];
    return home && !home.includes(layer) && `${from} belongs into ${home.join(', ')}, not into ${layer}`;
  });
  expect(strangers).toEqual([]);
});

it('files directly in src assemble modules from what they open to others', () => {
  const policy = /^src\/[^/]+\/domain\/[\w-]+\.policy\.ts$/;
  const atTop = shipped.filter((source) => isAssembly(source.path));
  const unknown = atTop.filter(({ path }) => !assembly.includes(path.slice('src/'.length))).map(({ path }) => `${path}: belongs into a module`);
  const inside = objections(atTop, (_, { target, from }) => {
    if (!target || !moduleOf(target) || policy.test(target)) return null;
    return !assembled.includes(layerOf(target)) && `${from} is internal to ${moduleOf(target)}`;
  });
  expect([...unknown, ...inside]).toEqual([]);
});

it('libs import libs in their order, and nothing of src', () => {
  const wrong = objections(sources, ({ lib, isTest }, { target, from }) => {
    if (!lib || !target) return null;
    if (target.startsWith('src/')) return `a lib may not import ${from}`;
    const other = libOf(target);
    if (!other) return !isTest && `a lib may not import ${from}`;
    if (other === lib) return from.startsWith('#') && `inside ${lib}, ${from} is imported by its relative path`;
    return !libs[lib].includes(other) && `${lib} may not import ${from}`;
  });
  expect(wrong).toEqual([]);
});

it('libs are imported through their index only', () => {
  const behind = objections(sources, ({ lib }, { target, from }) => {
    const other = target && libOf(target);
    return other && other !== lib && from !== `#libs/${other}` && `${from} is internal to ${other}`;
  });
  expect(behind).toEqual([]);
});

it('nothing imports in a circle', () => {
  // Imports of types alone vanish when compiled and are left out; between modules, libs and layers the rules above hold them too.
  expect(circles()).toEqual([]);
});

/** Each circle of value imports once, as `a → b → a`. */
function circles(): string[] {
  const reached = (imports: readonly Import[]) => new Set(imports.flatMap(({ target, isType }) => (target && !isType ? [target] : [])));
  const next = new Map(sources.map(({ path, imports }) => [path, reached(imports)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) found.push([...trail.slice(at), path].join(' → '));
    if (at >= 0 || done.has(path)) return;
    for (const each of next.get(path) ?? []) visit(each, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return found;
}
