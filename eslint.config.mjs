import tseslint from 'typescript-eslint';

/** Drawers that grow: a folder or file is named for what it does. Checked by test/architecture for file names, here for imports. */
const deepImports = {
  group: ['#libs/*/*', '#contracts/*/*', '#adapters/*/*', '#apps/*/*', '**/libs/*/*', '**/contracts/*/*', '**/adapters/*/*.js'],
  message: 'Import a folder through its index: #libs/store, #contracts/adapter …',
};
const forbid = (patterns) => ({ 'no-restricted-imports': ['error', { patterns: [deepImports, ...patterns] }] });
const transport = {
  group: ['axios', 'undici', 'opossum', 'kafkajs', 'pg', 'kysely', 'node:http', 'node:https', 'node:net', 'node:tls', 'node:dgram', 'node:fs', 'node:fs/*', 'soap', 'ssh2', 'yauzl', 'yazl'],
  message: 'An adapter describes; the core sends and stores.',
};

export default tseslint.config(
  { ignores: ['apps/console/src/api/schema.d.ts', 'dist/', 'dist.building*/', 'node_modules/', '.data/', 'coverage/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 340, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Only libs/settings reads the environment.' }],
      'no-console': 'error',
      ...forbid([]),
    },
  },
  { files: ['contracts/**/*.ts'], rules: forbid([{ group: ['#libs/*', '#adapters/*', '#apps/*'], message: 'contracts import nothing else of this repository but each other.' }]) },
  { files: ['libs/**/*.ts'], rules: forbid([{ group: ['#adapters/*', '#apps/*'], message: 'libs know neither adapters nor apps.' }]) },
  {
    files: ['adapters/**/*.ts'],
    ignores: ['adapters/**/*.spec.ts'],
    rules: forbid([{ group: ['#adapters/*', '#apps/*'], message: 'an adapter knows no other adapter and no app.' }, transport]),
  },
  { files: ['apps/**/*.ts'], ignores: ['apps/standalone/**', '**/*.spec.ts'], rules: forbid([{ group: ['#apps/*'], message: 'only apps/standalone composes other apps.' }]) },
  {
    files: ['apps/console/src/**/*.ts', 'apps/console/src/**/*.tsx'],
    ignores: ['**/*.spec.ts'],
    rules: forbid([{ group: ['#*', '!#libs/identifiers', 'node:*'], message: 'The page runs in a browser: of the gateway it knows the published API, and the pure rules of identifiers.' }]),
  },
  { files: ['libs/settings/**/*.ts', 'libs/store-testkit/**/*.ts', 'libs/message-bus-testkit/**/*.ts', 'libs/adapter-testkit/fuzz/effort.ts', 'test/**/*.ts', '**/*.spec.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['apps/standalone/**/*.ts', 'test/**/*.ts', 'apps/gateway/openapi/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.spec.ts', 'test/**/*.ts'], rules: { 'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }] } },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked, languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
);
