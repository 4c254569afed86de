// Plain data, without zod: the console has it in its bundle.

/** What a map is of: the journey as it is lived, as it is wanted, or something between the two that is being tried. */
export const mapKinds = ['lived', 'desired', 'experiment'] as const
export type MapKind = (typeof mapKinds)[number]

/**
 * What a lane says of each step. `customer` to `support` are the rows of a service blueprint (Shostack 1984; Bitner, Ostrom & Morgan 2008), in the order
 * in which its three lines lie between them: of interaction below `customer`, of visibility below `front`, of internal interaction below `back`.
 */
export const laneKinds = [
  'customer',
  'front',
  'back',
  'support',
  'touchpoints',
  'thoughts',
  'emotion',
  'pains',
  'opportunities',
  'moments',
  'owners',
  'providers',
  'modules',
  'measures',
  'notes',
] as const
export type LaneKind = (typeof laneKinds)[number]

/** On what a cell rests: somebody's idea, what was observed of so many, or what facts say. */
export const evidenceLevels = ['assumed', 'observed', 'measured'] as const
export type EvidenceLevel = (typeof evidenceLevels)[number]

export const mapTemplates = ['empty', 'retail', 'subscription', 'b2b', 'public', 'hospitality'] as const
export type MapTemplate = (typeof mapTemplates)[number]

/** What a map may be at most. */
export const mapLimits = { stages: 30, steps: 200, lanes: 30, cells: 3_000, text: 2_000, bytes: 1_000_000, maps: 1_000 } as const

/** The key of a cell in a map. */
export const cellKey = (lane: string, step: string) => `${lane}:${step}`
