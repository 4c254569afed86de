/** Why a fact was not taken. Plain data, without zod: the console's entry carries it. */
export const rejectReasons = [
  'not-an-object',
  'type-unknown',
  'event-missing',
  'name-too-long',
  'identifier-missing',
  'identifier-too-long',
  'fact-too-large',
  'batch-too-large',
  'too-deep',
  'message-id-reused',
  'store-refused',
] as const
export type RejectReason = (typeof rejectReasons)[number]
