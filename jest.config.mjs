/** Jest runs the TypeScript sources as native ES modules (NestJS 12 ships only those). */
export default {
  rootDir: '.',
  testEnvironment: 'node',
  // Real servers and a real PostgreSQL on a machine that is busy with other tests.
  testTimeout: 20_000,
  // Every suite leaves its modules behind; a worker that has grown this large is replaced by a fresh one between two suites.
  workerIdleMemoryLimit: '1500MB',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { swcrc: true }] },
  moduleNameMapper: {
    '^#(contracts|libs|adapters|apps)/([^/]+)$': '<rootDir>/$1/$2/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  testMatch: ['<rootDir>/(contracts|libs|adapters|apps|test)/**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/dist.building', '<rootDir>/.data/'],
};
