import type { Command } from 'commander'
import { readConfig } from '../../ground/index.ts'
import type { Config } from '../../ground/index.ts'

export type VerbOptions = { dataDir?: string; json?: boolean }
type VerbText = { summary: string; more?: string; example: string }

/** A verb of the program, with what all verbs have: the data folder, --json, and a help text that ends with an example. */
export function addVerb(program: Command, call: string, { summary, more, example }: VerbText): Command {
  return program
    .command(call)
    .summary(summary)
    .description(more === undefined ? `${summary}.` : `${summary}.\n\n${more}`)
    .option('--data-dir <folder>', 'where Percorso keeps its data (PERCORSO_DATA_DIR; default: .percorso)')
    .option('--json', 'answer in JSON: one line, errors too')
    .addHelpText('after', `\nExample:\n  $ percorso ${example}`)
}

/** The configuration of a verb that works on a data folder. The role is the server's business: here the whole of it is meant. */
export function configOf({ dataDir }: VerbOptions): Config {
  return readConfig({ dataDir, role: 'all' })
}

/** Collects an option that may be given several times. */
export function several(value: string, before: string[] = []): string[] {
  return [...before, value]
}
