import type { FactType, RejectReason } from '@percorso/contract'
import type { AppliedFact } from '../profiles/index.ts'

/** A fact ready for the stores. `properties` and `context` are JSON texts; times are ms since 1970. */
export type Fact = AppliedFact & {
  type: FactType
  name: string
  receivedAt: number
  origin: Origin['origin']
  userId: string
  anonymousId: string
  properties: string
  context: string
  bot: boolean
  /** The fact as it came, for the rejected table should a store refuse it. */
  raw: () => string
}

/** A fact that was not taken: why, for programs and for people, and what it was. */
export type Rejection = {
  reason: RejectReason
  detail: string
  messageId: string | undefined
  payload: string
  sourceId: number
  receivedAt: number
}

/** How one request came in: what all its facts have in common. */
export type Origin = {
  intakeId: number
  sourceId: number
  origin: 'live' | 'import' | 'replay'
  /** The Segment call named by the path, if the path names one. */
  call: string | undefined
  receivedAt: number
  ip: string | undefined
  userAgent: string | undefined
}
