// Numbers and lists of the rule language, without zod: the console reads and prints rules with them and loads nothing else.

/** What a rule about what is known of people may be at most. */
export const ruleLimits = { depth: 8, leaves: 50, characters: 500, values: 100 } as const

/** What any rule may be at most. */
export const segmentLimits = { depth: 10, leaves: 100, tests: 10, steps: 6, years: 100 } as const

/** How long a unit is, in ms. A day is 24 hours and a year 365 days, whatever the calendar says: a window is a length of time. */
export const unit_ms = { minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000, years: 31_536_000_000 } as const

/** The six calls of the Segment specification. */
export const factTypes = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const

/** How much of consents a fact can say: more purposes, and longer ones, are not looked at. */
export const consentLimits = { purposes: 50, characters: 100 } as const
