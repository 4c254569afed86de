import { Command, CommanderError } from 'commander'
import { addAccess } from './access-verb.ts'
import { addAudit } from './audit-verb.ts'
import { addBackup } from './backup-verb.ts'
import { addBench } from './bench-verb.ts'
import { addDemo } from './demo-verb.ts'
import { addDoctor } from './doctor-verb.ts'
import { fail } from './failure.ts'
import { addImport } from './import-verb.ts'
import { addMigrate } from './migrate-verb.ts'
import { addPrivacy } from './privacy-verb.ts'
import { addReplay } from './replay-verb.ts'
import { addRestore } from './restore-verb.ts'
import { addStart } from './start-verb.ts'
import { addStats } from './stats-verb.ts'

const verbs = [
  addStart,
  addDemo,
  addMigrate,
  addImport,
  addStats,
  addDoctor,
  addBench,
  addReplay,
  addBackup,
  addRestore,
  addPrivacy,
  addAccess,
  addAudit,
]

/** Runs one verb. Whatever fails is explained, and the exit code says that it did. */
export async function runProgram(args: string[]): Promise<void> {
  const program = new Command('percorso')
    .description('Percorso records every interaction, understands it, acts on it, and proves whether it worked.')
    .exitOverride()
    .configureOutput({ outputError: () => {} }) // we explain it ourselves, like every other error
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nEverything else is set by environment variables: see docs/operate.md.\n\nExample:\n  $ percorso start --port 3000',
    )
  for (const addVerb of verbs) addVerb(program)
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return // --help
    if (error instanceof CommanderError && error.code === 'commander.help') process.exitCode = 1
    else fail(error, args.includes('--json'))
  }
}
