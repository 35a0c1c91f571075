/** A folder of `src/` that holds one part of the business. */
export type ModuleName =
  'identity' | 'catalogue' | 'providers' | 'lots' | 'contracts' | 'referrals' | 'delivery' | 'payments' | 'spend' | 'notifications' | 'demo' | 'shell' | 'operations';

/** A folder of `libs/`. */
export type LibName = 'kernel' | 'config' | 'access' | 'persistence' | 'messaging' | 'documents' | 'api' | 'web';

/** A part of a module: a folder, or one of the two files beside them. */
export type LayerName = 'public' | 'module' | 'domain' | 'data' | 'persistence' | 'adapters' | 'application' | 'api' | 'web' | 'jobs' | 'assets';

/** Which modules each may import, command and refer to by foreign key; everyone may also do so with identity. */
const arrows: Readonly<Record<ModuleName, readonly ModuleName[]>> = {
  identity: [],
  catalogue: [],
  providers: ['catalogue'],
  lots: ['catalogue', 'providers'],
  contracts: ['catalogue', 'providers', 'lots'],
  referrals: ['catalogue', 'contracts'],
  delivery: ['catalogue', 'providers', 'contracts', 'referrals'],
  payments: ['catalogue', 'contracts', 'referrals', 'delivery'],
  spend: ['catalogue', 'providers', 'lots', 'contracts', 'referrals', 'delivery', 'payments'],
  notifications: [],
  demo: ['catalogue', 'providers', 'lots', 'contracts', 'referrals', 'delivery', 'payments', 'spend', 'notifications'],
  shell: [],
  operations: [],
};

export const modules = Object.keys(arrows) as readonly ModuleName[];

/** Modules that hear every other module's events, and so import the types in their public files, but call nobody except identity. */
export const listeners: readonly ModuleName[] = ['notifications'];

/** The modules at the far end of a module's arrows. */
export function upstreamOf(module: ModuleName): readonly ModuleName[] {
  return module === 'identity' ? [] : ['identity', ...arrows[module]];
}

/** The PostgreSQL schema a module keeps its tables in. */
export function schemaOf(module: ModuleName): string {
  return module.replaceAll('-', '_');
}

/** What a module may import of others; the demo world speaks to the services as a request would, in their own words. */
export function openTo(module: ModuleName): readonly LayerName[] {
  return module === 'demo' ? ['public', 'module', 'application', 'domain'] : ['public', 'module'];
}

/** What the files of one layer may import. */
interface LayerRules {
  /** Layers of the same module, besides its own. */
  readonly layers: readonly LayerName[];
  readonly libs: readonly LibName[];
  /** What may be imported from node and npm: absent, anything. */
  readonly packages?: readonly string[];
}

const edge = ['application', 'persistence', 'domain', 'public'] as const;

/** The layers of a module: domain ← persistence ← application ← api, web and jobs. */
export const layers: Readonly<Record<LayerName, LayerRules>> = {
  public: { layers: ['domain'], libs: ['kernel'], packages: [] },
  domain: { layers: ['public', 'data'], libs: ['kernel'], packages: ['csv-parse/sync'] },
  data: { layers: [], libs: [], packages: [] },
  persistence: { layers: ['domain', 'public'], libs: ['kernel', 'persistence'], packages: ['typeorm'] },
  adapters: { layers: ['domain', 'public'], libs: ['kernel', 'config'] },
  application: { layers: ['adapters', 'data', 'persistence', 'domain', 'public'], libs: ['kernel', 'config', 'persistence', 'documents'] },
  api: { layers: edge, libs: ['kernel', 'access', 'api', 'persistence', 'documents'] },
  web: { layers: edge, libs: ['kernel', 'access', 'api', 'web', 'persistence', 'documents'] },
  jobs: { layers: edge, libs: ['kernel', 'messaging', 'persistence', 'api'] },
  assets: { layers: [], libs: [], packages: [] },
  module: {
    layers: ['public', 'domain', 'data', 'persistence', 'adapters', 'application', 'api', 'web', 'jobs'],
    libs: ['kernel', 'config', 'access', 'persistence', 'messaging', 'documents', 'api', 'web'],
  },
};

/** The libs a layer of a module may import; the demo world drives the whole service, clock and queue included. */
export function libsOf(module: ModuleName, layer: LayerName): readonly LibName[] {
  return module === 'demo' && layer === 'application' ? layers.module.libs : layers[layer].libs;
}

/** Packages that belong to certain layers of a module and to no other. */
export const packageLayers: Readonly<Record<string, readonly LayerName[]>> = {
  typeorm: ['persistence'],
  '@nestjs/typeorm': ['module'],
  '@nestjs/swagger': ['api'],
  'class-transformer': ['api'],
  'class-validator': ['api'],
  express: ['api', 'web', 'module'],
};

/** Folders a module may have; only the shell has assets. */
export function foldersOf(module: ModuleName): readonly string[] {
  const usual = ['domain', 'data', 'persistence', 'adapters', 'application', 'api', 'web', 'jobs'];
  return module === 'shell' ? [...usual, 'assets'] : usual;
}

/** Files directly in `src/`: they put the modules together, so they may import what `assembled` lists of every module. */
export const assembly = ['app.module.ts', 'build.mjs', 'cli.ts', 'main.ts', 'process.ts', 'worker.ts'];
export const assembled: readonly LayerName[] = ['public', 'module', 'application'];

/** Which libs each lib may import, always through the other's index.ts. */
export const libs: Readonly<Record<LibName, readonly LibName[]>> = {
  kernel: [],
  config: ['kernel'],
  access: ['kernel'],
  persistence: ['kernel', 'config'],
  messaging: ['kernel', 'config', 'persistence'],
  documents: ['kernel', 'config', 'persistence'],
  api: ['kernel', 'config', 'access', 'persistence'],
  web: ['kernel', 'config', 'access', 'persistence', 'documents', 'api'],
};

/** Our own nouns: `libs/` serves any public service and knows none of them. A space also stands for a hyphen, a line below or a change of case. */
export const ourNouns: readonly string[] = [
  'referral', 'referrals', 'practitioner', 'practitioners', 'crn', 'probation', 'caseworker', 'caseworkers', 'caseload', 'lot', 'call-off', 'call-offs',
  'rate card', 'rate cards', 'commissioner', 'commissioners', 'commissioned', 'subcontractor', 'subcontractors', 'rehabilitative', 'rehabilitation',
  'offender', 'offenders', 'prison', 'complexity level',
];

/** What the repository's top level holds, besides what git ignores. */
export const topLevel: readonly string[] = [
  '.ci', '.dockerignore', '.editorconfig', '.env.example', '.git', '.gitignore', 'Dockerfile', 'LICENSE', 'README.md', 'docker-compose.yml', 'eslint.config.mjs',
  'libs', 'nest-cli.json', 'package-lock.json', 'package.json', 'src', 'test', 'tsconfig.json',
];
