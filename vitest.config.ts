import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// Left to itself the runner keeps one core free: on two cores half the machine would stand idle.
const maxWorkers = Math.max(2, availableParallelism())

/** Three projects: rules need nothing, db needs PostgreSQL (a template database per worker), journeys need Chromium. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'rules', maxWorkers, include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'test/rules/**/*.test.ts'], exclude: ['src/**/*.db.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'db', maxWorkers, include: ['src/**/*.db.test.ts', 'test/db/**/*.test.ts'], globalSetup: ['test/support/database.setup.ts'], pool: 'forks', testTimeout: 30_000, hookTimeout: 60_000 } },
      { test: { name: 'journeys', include: ['test/journeys/**/*.test.ts'], globalSetup: ['test/support/journeys.setup.ts'], pool: 'forks', maxWorkers, sequence: { groupOrder: 1 }, testTimeout: 120_000, hookTimeout: 120_000 } },
    ],
  },
})
