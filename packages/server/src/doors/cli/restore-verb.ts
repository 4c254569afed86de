import path from 'node:path'
import type { Command } from 'commander'
import { createLog } from '../../ground/index.ts'
import { readLedger } from '../../record/privacy/index.ts'
import { restore } from '../backup/index.ts'
import { factsIn } from './backup-verb.ts'
import { number, renewLine, say } from './output.ts'
import { addVerb, configOf } from './verb.ts'
import type { VerbOptions } from './verb.ts'

export function addRestore(program: Command): void {
  addVerb(program, 'restore <folder>', {
    summary: 'Make a new system of a backup',
    more: 'Into a data folder that is empty or new: nothing is ever replaced. Every file of the backup is checked first. What had been accepted but not processed when the backup was made is processed once the server starts. Whoever was erased after the backup was made is in it still: --erasures erases them again.',
    example: 'restore /backups/2026-11-21 --data-dir ./data-restored',
  })
    .option('--erasures <file>', 'who was erased: erasures.jsonl of the data folder that the backup was made of')
    .option('--without-erasures', 'restore although it is not known who was erased')
    .action(runRestore)
}

type RestoreOptions = VerbOptions & { erasures?: string; withoutErasures?: boolean }

async function runRestore(folder: string, options: RestoreOptions): Promise<void> {
  const config = configOf(options)
  const onPart = (file: string, rows: number) => renewLine(`${file}: ${number(rows)} rows`)
  const from = performance.now()
  const withoutThem = options.withoutErasures ? 'forgotten' : 'unknown'
  const erasures = options.erasures === undefined ? withoutThem : await readLedger(options.erasures)
  const restored = await restore({ config, log: createLog(config), onPart, erasures }, path.resolve(folder))
  renewLine('')
  const took_ms = Math.round(performance.now() - from)
  const facts = factsIn(restored)
  if (options.json) say(JSON.stringify({ dataDir: config.dataDir, facts, backupOf: restored.startedAt, took_ms }))
  else {
    say(`Restored ${number(facts)} facts, as of ${restored.startedAt}, into ${config.dataDir} in ${(took_ms / 1000).toFixed(1)} s.`)
    say(`Start it with: percorso start --data-dir ${config.dataDir}`)
  }
}
