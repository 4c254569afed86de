import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { orderLog } from '../../packages/maths/src/index.ts'
import type { OrderedLog } from '../../packages/maths/src/index.ts'

/** A real log by name; of bpic2012 with only what was completed, if so asked. None of these files has a quote in it. */
const FILES = {
  'running-example': { file: 'running-example-flat.csv', columns: ['case', 'activity', 'timestamp'] },
  receipt: { file: 'receipt.csv', columns: ['case:concept:name', 'concept:name', 'time:timestamp'] },
  helpdesk: { file: 'helpdesk.csv.gz', columns: ['case', 'activity', 'timestamp'] },
  bpic2012: { file: 'bpic2012.csv.gz', columns: ['case', 'activity', 'timestamp'] },
  bpic2012_complete_only: { file: 'bpic2012.csv.gz', columns: ['case', 'activity', 'timestamp'], onlyLifecycle: 'COMPLETE' },
}
export type LogName = keyof typeof FILES

export function readLog(folder: string, name: LogName): OrderedLog {
  const { file, columns, onlyLifecycle }: { file: string; columns: string[]; onlyLifecycle?: string } = FILES[name]
  const bytes = readFileSync(join(folder, file))
  const [header = '', ...lines] = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().trimEnd().split(/\r?\n/)
  const places = [...columns, 'lifecycle'].map((column) => header.split(',').indexOf(column))
  const rows = lines.map((line) => {
    const cells = line.split(',')
    return places.map((place) => cells[place] ?? '')
  })
  const kept = rows.filter(([, , , lifecycle]) => onlyLifecycle === undefined || lifecycle === onlyLifecycle)
  return orderLog(kept.map(([id, activity, time]) => ({ case: id!, activity: activity!, time: Date.parse(time!.replace(' ', 'T')) })))
}
