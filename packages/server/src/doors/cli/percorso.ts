#!/usr/bin/env node
// The program. Nothing but this may happen before the thread pool is sized, hence the import that waits for it.
import { widenThreadPool } from '../../ground/config.ts'

widenThreadPool()
const { runProgram } = await import('./program.ts')
await runProgram(process.argv.slice(2))
