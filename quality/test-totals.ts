import { readFileSync } from 'node:fs'

// The last line of .ci/run: the sum over vitest's JSON reports, given as arguments.

export type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/** A file that fails outside its tests (it cannot be loaded, its set-up throws) counts as one failed test: it must not be invisible. */
export function totals(reports: VitestReport[]): { passed: number; failed: number } {
  const brokenFiles = reports
    .flatMap(({ testResults }) => testResults)
    .filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'))
  return {
    passed: reports.reduce((sum, { numPassedTests }) => sum + numPassedTests, 0),
    failed: reports.reduce((sum, { numFailedTests }) => sum + numFailedTests, brokenFiles.length),
  }
}

if (import.meta.main) {
  const { passed, failed } = totals(process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, 'utf8')) as VitestReport))
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  if (failed > 0 || passed === 0) process.exitCode = 1
}
