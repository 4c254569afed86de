import type { FactMatch } from '@percorso/contract'
import { isFinished } from '../segments/builder/draft.ts'

/** Whether every match says something, and every field of it is filled in. */
export function areWhole(matches: FactMatch[]): boolean {
  return matches.length > 0 && matches.every((match) => Object.keys(match).length > 0 && isFinished(match))
}
