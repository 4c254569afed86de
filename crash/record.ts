// npm run test:crash -- --reporter=json --outputFile=FILE, then node crash/record.ts FILE: writes down what was survived, in bench/RESULTS.md.
import fs from 'node:fs'
import path from 'node:path'
import { judge, record } from '../bench/figure.ts'

type Report = { testResults: { name: string; assertionResults: { title: string; status: string }[] }[] }

const [file = ''] = process.argv.slice(2)
const report = JSON.parse(fs.readFileSync(file, 'utf8')) as Report
const figures = report.testResults.flatMap(({ name, assertionResults }) =>
  assertionResults.map(({ title, status }) =>
    judge({
      figure: `crash.${path.basename(name, '.test.ts')}: ${title}`,
      value: status === 'passed' ? 1 : 0,
      unit: 'survived',
      bar: 1,
      rule: 'exactly',
      n: 1,
    }),
  ),
)
record(path.join(import.meta.dirname, '../bench/RESULTS.md'), 'npm run bench', figures)
process.exitCode = figures.every(({ pass }) => pass) ? 0 : 1
