/** Jest runs the TypeScript sources as native ES modules (NestJS 12 ships only those). */
export default {
  rootDir: '.',
  testEnvironment: 'node',
  // Real servers and a real PostgreSQL on a machine that is busy with other tests.
  testTimeout: 20_000,
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { swcrc: true }] },
  moduleNameMapper: {
    '^#(contracts|libs|adapters|apps)/([^/]+)$': '<rootDir>/$1/$2/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  testMatch: ['<rootDir>/(contracts|libs|adapters|apps|test)/**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/dist.building', '<rootDir>/.data/'],
};
