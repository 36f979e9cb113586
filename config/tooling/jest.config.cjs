/** Tests read source, not dist: the `source` export condition of every workspace points at src/index.ts. */
module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/libs/**/*.test.ts', '<rootDir>/apps/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  transform: {
    '^.+\\.(ts|tsx)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  testTimeout: 30000,
  // Jest would leave a core idle; on a machine of two it would run one suite at a time, and many of them wait for a service.
  maxWorkers: '100%',
  // A worker that has run a hundred suites holds what they left and collects garbage half the time.
  workerIdleMemoryLimit: '900MB',
  testSequencer: '<rootDir>/config/tooling/slowest-first.cjs',
};
