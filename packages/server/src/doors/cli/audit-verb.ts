import type { Command } from 'commander'
import { PercorsoError } from '../../ground/index.ts'
import { connect } from './api-client.ts'
import type { ServerOptions } from './api-client.ts'
import { number, say } from './output.ts'
import { addServerOptions } from './stats-verb.ts'
import { addVerb } from './verb.ts'

type State = { entries: number; firstBroken: number | null; hash: string | null }

export function addAudit(program: Command): void {
  const audit = program.command('audit').description('The log of who did what.').summary('Check the audit log')
  addServerOptions(
    addVerb(audit, 'verify', {
      summary: 'Check that each entry of the audit log follows from the one before it',
      more: 'Names the first that does not, and then fails. The hash of the last entry, kept elsewhere, tells later whether all was rewritten.',
      example: 'audit verify --json',
    }),
  ).action(verify)
}

async function verify(options: ServerOptions): Promise<void> {
  const state = await (await connect(options)).ask<State>('/audit/verify')
  if (state.firstBroken !== null) {
    throw new PercorsoError('audit_broken', `Entry ${state.firstBroken} of the audit log does not follow from the one before it`, {
      hint: 'It was changed, or one before it is missing: compare with a backup.',
    })
  }
  if (options.json) say(JSON.stringify(state))
  else say(`${number(state.entries)} entries, each of which follows from the one before it. The last one's hash: ${state.hash ?? 'none'}`)
}
