/** A seeded source of numbers in [0, 1): mulberry32 (T. Ettinger). The same seed gives the same facts. */
export function createChance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export type Crowd = { people: number; chance: () => number }

const EVENTS = ['Product Viewed', 'Product Added', 'Order Completed', 'Products Searched']

/**
 * What a shop's SDK sends: mostly tracks with both ids, a quarter from people not signed in, one in twenty an identify with traits. Every
 * person has three identifiers and becomes known in the course of it, so that linking and merging are part of the work.
 */
function buildFact({ people, chance }: Crowd, messageId: string): Record<string, unknown> {
  const person = Math.floor(chance() * people)
  const kind = chance()
  const base = {
    messageId,
    timestamp: new Date().toISOString(),
    anonymousId: `device-${person}`,
    context: {
      library: { name: '@segment/analytics-node', version: '3.1.0' },
      page: { path: `/p/${person % 50}`, url: `https://shop.example/p/${person % 50}` },
    },
  }
  if (kind < 0.05) {
    const traits = {
      email: `person${person}@example.org`,
      plan: kind < 0.02 ? 'gold' : 'basic',
      city: 'Bologna',
      visits: Math.floor(chance() * 50),
    }
    return { ...base, type: 'identify', userId: `person-${person}`, traits }
  }
  const properties = {
    product_id: `sku-${Math.floor(chance() * 500)}`,
    price: Math.round(chance() * 10_000) / 100,
    currency: 'EUR',
    category: 'kitchen',
    quantity: 1 + Math.floor(chance() * 4),
  }
  const event = EVENTS[Math.floor(chance() * EVENTS.length)]
  return { ...base, type: 'track', event, properties, ...(kind < 0.75 && { userId: `person-${person}` }) }
}

/** A Segment batch body of so many facts; message ids start with `prefix`. */
export function buildBatch(crowd: Crowd, prefix: string, facts: number): string {
  const batch = Array.from({ length: facts }, (_, index) => buildFact(crowd, `${prefix}-${index}`))
  return JSON.stringify({ sentAt: new Date().toISOString(), batch })
}
