import type { Command } from 'commander'
import { createLog } from '../../ground/index.ts'
import { makeResetLink } from '../../record/access/index.ts'
import { openStores } from '../../stores/index.ts'
import { askForResetLink } from '../backup/index.ts'
import { say } from './output.ts'
import { findServer } from './server-file.ts'
import { addVerb, configOf } from './verb.ts'
import type { VerbOptions } from './verb.ts'

type LinkOptions = VerbOptions & { url?: string }

export function addAccess(program: Command): void {
  const access = program.command('access').description('Who may come in.').summary('Let somebody back in')
  addVerb(access, 'reset-link <email>', {
    summary: 'Make a link with which somebody sets a new password',
    more: 'It works once, within an hour; all sessions of that person end when it is used. Pass it on by a way that only they can read.',
    example: 'access reset-link ada@example.com',
  })
    .option('--url <url>', 'where people reach the console (default: where the server of the data folder listens)')
    .action(resetLink)
}

async function resetLink(email: string, options: LinkOptions): Promise<void> {
  const config = configOf(options)
  const server = await findServer(config.dataDir)
  const origin = new URL(options.url ?? server?.url ?? `http://localhost:${config.port}`).origin
  const link = server?.control ? await askForResetLink(server.control, { email, origin }) : await makeHere(config, { email, origin })
  if (options.json) say(JSON.stringify({ link }))
  else say(link)
}

async function makeHere(config: ReturnType<typeof configOf>, wish: { email: string; origin: string }): Promise<string> {
  const log = createLog(config)
  const stores = await openStores(config, log)
  return makeResetLink({ ...stores, log }, wish).finally(() => stores.close())
}
