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
  },
})
