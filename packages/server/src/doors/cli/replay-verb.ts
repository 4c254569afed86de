import type { Command } from 'commander'
import { connect } from './api-client.ts'
import type { ServerOptions } from './api-client.ts'
import { number, say } from './output.ts'
import { addServerOptions } from './stats-verb.ts'
import { addVerb, several } from './verb.ts'

type ReplayOptions = ServerOptions & { reason?: string; id?: string[] }

const PAGE = 10_000

export function addReplay(program: Command): void {
  const verb = addVerb(program, 'replay', {
    summary: 'Send rejected facts through the pipeline again',
    more: 'After whatever made them be rejected was put right. Without a choice, all of them. A fact that is rejected again stays among the rejected.',
    example: 'replay --reason time-out-of-range',
  })
  addServerOptions(verb)
    .option('--reason <reason>', 'only those rejected for this reason')
    .option('--id <number>', 'only this one (may be given several times)', several)
    .action(replay)
}

async function replay({ reason, id, ...options }: ReplayOptions): Promise<void> {
  const client = await connect(options)
  const choice = { ...(reason !== undefined && { reason }), ...(id && { rejectedIds: id.map(Number) }) }
  let replayed = 0
  for (;;) {
    const answer = await client.ask<{ replayed: number }>('/rejected/replay', { method: 'POST', json: choice })
    replayed += answer.replayed
    if (answer.replayed < PAGE || id) break
  }
  if (options.json) say(JSON.stringify({ replayed }))
  else say(`${number(replayed)} rejected facts are on their way again.`)
}
