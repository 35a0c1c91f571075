import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** At most four parameters, six for constructors: a fifth is a sign that an object is missing. */
const parameters = {
  meta: { type: 'suggestion', schema: [], messages: { many: '{{ found }} parameters, at most {{ most }}' } },
  create(context) {
    const check = (node) => {
      const most = node.parent.kind === 'constructor' ? 6 : 4;
      const found = node.params.length;
      if (found > most) context.report({ node, messageId: 'many', data: { found, most } });
    };
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check, TSEmptyBodyFunctionExpression: check, TSMethodSignature: check };
  },
};

const environment = [
  { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Settings come from Environment (#libs/config)' },
  { selector: "VariableDeclarator[init.name='process'] Property[key.name='env']", message: 'Settings come from Environment (#libs/config)' },
];
const time = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Time is a fact: ask the Clock (#libs/kernel)' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is a fact: ask the Clock (#libs/kernel)' },
  { selector: "CallExpression[callee.name='Date']", message: 'Time is a fact: ask the Clock (#libs/kernel)' },
];
const rows = [
  { selector: "CallExpression[callee.property.name='save']:not([callee.object.name='session'])", message: 'Lock once, then insert or update by id: save() loses concurrent updates' },
  { selector: "Property[key.name='synchronize'][value.value=true]", message: 'The schema changes by migration only' },
  { selector: "CallExpression[callee.name='forwardRef']", message: 'Against the arrows a module publishes an event' },
];

const nest = { name: '@nestjs/common', importNames: ['forwardRef', 'Scope'], message: 'No forwardRef and no request scope: the actor is an argument.' };
const typeorm = [
  {
    name: 'typeorm',
    importNames: ['DataSource', 'EntityManager', 'Repository', 'InsertQueryBuilder', 'SelectQueryBuilder', 'OneToMany', 'ManyToOne', 'OneToOne', 'ManyToMany', 'JoinColumn', 'VersionColumn', 'DeleteDateColumn'],
    message: 'Rows are reached through Database, UnitOfWork and Reader (#libs/persistence), and refer to each other by id.',
  },
  { name: '@nestjs/typeorm', importNames: ['InjectRepository', 'InjectDataSource', 'InjectEntityManager'], message: 'Inject Database (#libs/persistence).' },
];
const queues = { name: 'bullmq', message: 'Only libs/messaging knows the queue: publish an event.' };

const restrict = (...selectors) => ({ 'no-restricted-syntax': ['error', ...selectors.flat()] });
const ban = (...paths) => ({ 'no-restricted-imports': ['error', { paths: paths.flat() }] });

/** What scripts that browsers run may use. */
const BROWSER = ['document', 'window', 'fetch', 'setTimeout', 'clearTimeout', 'AbortController', 'FormData', 'URLSearchParams'];

const TESTS = ['test/**/*.ts', '**/*.spec.ts', '**/*.test.ts'];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'coverage/'] },
  js.configs.recommended,
  { files: ['src/shell/assets/*.js'], languageOptions: { globals: Object.fromEntries(BROWSER.map((name) => [name, 'readonly'])) } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { project: 'test/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { crs: { rules: { parameters } } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true }],
      'crs/parameters': 'error',
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', 40],
      complexity: ['error', { max: 15, variant: 'modified' }],
      eqeqeq: 'error',
      'no-console': 'error',
      ...restrict(environment, time, rows),
      ...ban(nest, typeorm, queues),
    },
  },
  { files: ['libs/config/**/*.ts'], rules: restrict(time, rows) },
  { files: ['libs/kernel/clock.ts'], rules: restrict(environment, rows) },
  { files: ['libs/persistence/**/*.ts'], rules: ban(nest, queues) },
  { files: ['libs/messaging/**/*.ts'], rules: ban(nest, typeorm) },
  { files: ['**/migrations/*.ts'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
  { files: ['**/*.entity.ts'], rules: { 'max-lines': 'off' } },
  {
    files: TESTS,
    rules: { 'max-lines': ['error', 400], 'max-lines-per-function': 'off', ...restrict(rows), ...ban(nest) },
  },
  {
    // Plain scripts that run before or without the compiler.
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', performance: 'readonly', console: 'readonly', setTimeout: 'readonly', setInterval: 'readonly', clearInterval: 'readonly', URL: 'readonly' } },
    rules: { eqeqeq: 'error', 'max-lines': ['error', 250], 'max-lines-per-function': ['error', 40], 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
);
