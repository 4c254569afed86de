import { expect, test } from 'vitest'
import { totals, type VitestReport } from './test-totals.ts'

const report = (passed: number, failed: number, testResults: VitestReport['testResults'] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  testResults,
})

test('reports add up', () => {
  expect(totals([report(3, 1), report(4, 0)])).toEqual({ passed: 7, failed: 1 })
})

test('a file that cannot be loaded is a failure, though no test of it failed', () => {
  const broken = { status: 'failed', assertionResults: [] }
  const counted = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }
  expect(totals([report(3, 1, [broken, counted, { status: 'passed', assertionResults: [] }])])).toEqual({ passed: 3, failed: 2 })
})
