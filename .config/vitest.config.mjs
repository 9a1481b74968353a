// Unit and integration tests: beside the code; one embedded PostgreSQL for the run, one database cloned per file.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { '~': `${root}src` } },
  test: { include: ['src/**/*.test.{ts,tsx}'], globalSetup: ['src/db/testing/cluster.ts'], testTimeout: 30_000, hookTimeout: 60_000, pool: 'forks', maxWorkers: 2 },
});
