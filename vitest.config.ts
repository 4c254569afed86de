import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'quality/**/*.test.ts'],
    globalSetup: ['packages/server/src/testing/server.ts'],
    // chDB binds one directory to a process, so every file has a process of its own.
    pool: 'forks',
    isolate: true,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // How many random histories rules are held against, 12 rules each; by night PERCORSO_HISTORIES=170 and another PERCORSO_SEED.
    provide: {
      histories: Number(process.env['PERCORSO_HISTORIES'] ?? 17),
      seed: Number(process.env['PERCORSO_SEED'] ?? 330_897_352),
    },
  },
})
