import { PercorsoError } from '../../ground/index.ts'

/** A rule that cannot be followed: why, for people. */
export function badRule(message: string): PercorsoError {
  return new PercorsoError('bad_rule', message, { status: 422 })
}
