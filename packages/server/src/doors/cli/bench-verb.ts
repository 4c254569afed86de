import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { PercorsoError } from '../../ground/index.ts'
import { addVerb } from './verb.ts'

const program = path.resolve(import.meta.dirname, '../../../../../bench/run.ts')

export function addBench(parent: Command): void {
  addVerb(parent, 'bench [group]', {
    summary: 'Measure the speed of this machine with Percorso on it',
    more: 'Prints one line of JSON for each figure and fails if one falls short. Further options go to the bench: see bench/README.md.',
    example: 'bench collect',
  })
    .allowUnknownOption()
    .allowExcessArguments()
    .action(runBench)
}

async function runBench(_group: string | undefined, _options: unknown, { args }: Command): Promise<void> {
  if (!fs.existsSync(program)) {
    throw new PercorsoError('no_benches', 'There are no benches here: they live in the source repository', {
      hint: 'Clone the repository, then: npm ci && npm run bench',
    })
  }
  const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' })
  process.exitCode = await new Promise<number>((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code ?? 1)))
}
