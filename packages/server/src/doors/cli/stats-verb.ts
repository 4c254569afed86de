import type { stats } from '@percorso/contract'
import type { Command } from 'commander'
import type { z } from 'zod'
import { connect } from './api-client.ts'
import type { ServerOptions } from './api-client.ts'
import { number, say, table } from './output.ts'
import { addVerb } from './verb.ts'

type Stats = z.infer<typeof stats>

const NAMES: Record<keyof Stats, string> = {
  facts: 'Facts',
  bots: 'Facts of bots',
  profiles: 'People',
  accounts: 'Accounts',
  rejected: 'Rejected, not replayed',
  duplicates: 'Duplicates dropped',
  intakePending: 'Waiting to be processed',
}

export function addStats(program: Command): void {
  addServerOptions(addVerb(program, 'stats', { summary: 'Show how much there is in the workspace', example: 'stats --json' })).action(
    showStats,
  )
}

/** For verbs that speak to a server. */
export function addServerOptions(command: Command): Command {
  return command
    .option('--url <url>', 'the server (default: the one that runs on the data folder)')
    .option('--token <token>', 'an API token (default: the data folder’s own)')
}

async function showStats(options: ServerOptions): Promise<void> {
  const stats = await (await connect(options)).ask<Stats>('/stats')
  if (options.json) say(JSON.stringify(stats))
  else say(table(Object.entries(NAMES).map(([key, name]) => [name, number(stats[key as keyof Stats]).padStart(14)])))
}
