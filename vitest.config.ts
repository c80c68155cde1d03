import { defineConfig } from 'vitest/config'

/** Three projects: rules need nothing, db needs PostgreSQL (a template database per worker), journeys need Chromium. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'rules', include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'test/rules/**/*.test.ts'], exclude: ['src/**/*.db.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'db', include: ['src/**/*.db.test.ts', 'test/db/**/*.test.ts'], globalSetup: ['test/support/database.setup.ts'], pool: 'forks', testTimeout: 30_000, hookTimeout: 60_000 } },
      { test: { name: 'journeys', include: ['test/journeys/**/*.test.ts'], pool: 'forks', fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 } },
    ],
  },
})
