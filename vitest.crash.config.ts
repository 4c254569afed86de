import { defineConfig } from 'vitest/config'
import { fullSize, shortSize } from './crash/size.ts'

export default defineConfig({
  test: {
    include: ['crash/**/*.test.ts'],
    // One thing is broken at a time, on a machine that has nothing else to do.
    pool: 'forks',
    isolate: true,
    maxWorkers: 1,
    testTimeout: 1_200_000,
    hookTimeout: 60_000,
    provide: { crash: process.env['PERCORSO_CRASH'] === 'short' ? shortSize : fullSize },
  },
})
