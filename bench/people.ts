import http from 'node:http'
import { judge, percentile } from './figure.ts'
import type { Figure } from './figure.ts'
import { buildPeople } from './build-people.ts'
import { createChance } from './facts.ts'
import { beginSending, startLivingSystem } from './living-system.ts'
import type { LivingSystem } from './living-system.ts'

const PEOPLE = 1_000_000
const ROUNDS = 60
const PAGES = 3
const BAR_MS = 60
const LOAD = { factsPerRequest: 10, connections: 0, requestsPerSecond: 100, path: '/v1/batch', prefix: 'live' }

const rule = (where: object) => JSON.stringify({ version: 1, where })
const gold = { trait: 'plan', op: 'equals', value: 'gold' }
const silver = { trait: 'plan', op: 'equals', value: 'silver' }
const few = {
  all: [
    { trait: 'visits', op: 'moreThan', value: 48 },
    { trait: 'city', op: 'endsWith', value: ' 7' },
  ],
}

/** Ways to ask for a list; `n` is a different number each time. */
const lists: Record<string, (n: number) => Record<string, string>> = {
  all: () => ({}),
  all_by_name: () => ({ sort: 'name' }),
  all_by_facts: () => ({ sort: 'facts' }),
  all_by_first_seen: () => ({ sort: 'firstSeen', order: 'asc' }),
  search_identifier: (n) => ({ search: `person-${n}` }),
  search_name: (n) => ({ search: `giul ${String(n).slice(0, 3)}` }),
  search_common: () => ({ search: 'p' }),
  filter_half_a_percent: () => ({ filter: rule(gold) }),
  filter_a_fifth: () => ({ filter: rule(silver), sort: 'name' }),
  filter_no_index: () => ({ filter: rule(few) }),
  filter_seen_before: () => ({
    filter: rule({ profile: 'lastSeen', op: 'before', value: new Date(Date.now() - 14 * 86_400_000).toISOString() }),
  }),
  filter_several: () => ({ filter: rule({ all: [silver, { profile: 'lastSeen', op: 'withinLast', value: 20 }, { not: few }] }) }),
}

/**
 * A list of 1,000,000 people and the page of one, with 20,000,000 facts in the warehouse and 1,000 more arriving each second: how long the API
 * takes, page after page. Where a filter has to look at people one by one, a page may be short: how many requests fill one is its own figure.
 */
export async function benchPeople(scale: number): Promise<Figure[]> {
  const people = Math.round(PEOPLE * scale)
  const rounds = Math.max(10, Math.round(ROUNDS * Math.min(1, scale * 10)))
  const server = await startLivingSystem()
  try {
    await buildPeople(server, people)
    const chance = createChance(people)
    const someone = () => Math.floor(chance() * people)
    for (let round = 0; round < 3; round += 1) await askAll(server, someone)
    const seconds = 600 // more than enough: the sender is ended with the system
    const { stop } = await beginSending(server, { ...LOAD, people, requests: LOAD.requestsPerSecond * seconds })
    const taken = new Map<string, number[]>()
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, times] of await askAll(server, someone)) taken.set(name, [...(taken.get(name) ?? []), ...times])
    }
    stop()
    return figuresOf(taken)
  } finally {
    await server.stop()
  }
}

function figuresOf(taken: Map<string, number[]>): Figure[] {
  const listed = [...taken].filter(([name]) => name.startsWith('list_')).flatMap(([, times]) => times)
  const all = new Map([...taken, ['list', listed]])
  return [...all].flatMap(([name, times]) => {
    const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)]
    if (name.startsWith('requests_')) return [judge({ figure: `people.${name}`, value: p50, unit: 'requests', n: times.length })]
    const bar = ['list', 'person', 'timeline'].includes(name) ? { bar: BAR_MS, rule: 'at most' as const } : {}
    return [
      judge({ figure: `people.${name}_p50`, value: p50, unit: 'ms', n: times.length }),
      judge({ figure: `people.${name}_p99`, value: p99, unit: 'ms', n: times.length, ...bar }),
    ]
  })
}

async function askAll(server: LivingSystem, someone: () => number): Promise<Map<string, number[]>> {
  const taken = new Map<string, number[]>()
  for (const [name, query] of Object.entries(lists)) {
    const pages = await readPages(server, query(someone()))
    taken.set(`list_${name}`, pages.times)
    taken.set(`requests_${name}`, [pages.requests])
  }
  const path = `/profiles/by/user_id/person-${someone()}`
  let profileId = ''
  taken.set('person', [await timed(async () => void ({ profileId } = (await get(server, path)) as { profileId: string }))])
  taken.set('timeline', [await timed(() => get(server, `/profiles/${profileId}/timeline?limit=50`))])
  taken.set('count', [await timed(() => get(server, `/profiles/count?${new URLSearchParams({ filter: rule(silver) })}`))])
  return taken
}

type Page = { items: object[]; next: string | null }

/** The first pages of a list, each request timed; and how many requests the first full page took. */
async function readPages(server: LivingSystem, query: Record<string, string>): Promise<{ times: number[]; requests: number }> {
  const times: number[] = []
  let [cursor, items, requests] = ['', 0, 0]
  for (let page = 0; page < PAGES; page += 1) {
    const search = new URLSearchParams({ ...query, ...(cursor && { cursor }), 'columns[0]': 'plan', 'columns[1]': 'city' })
    let answer: Page | undefined
    times.push(await timed(async () => void (answer = (await get(server, `/profiles?${search}`)) as Page)))
    if (items < 50) requests += 1
    items += answer!.items.length
    if (answer!.next === null) break
    cursor = answer!.next
  }
  return { times, requests: items >= 50 ? requests : requests + 1 }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const agent = new http.Agent({ keepAlive: true })

function get({ url, token }: LivingSystem, path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = http.get(`${url}/api/v1${path}`, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (response.statusCode === 200) resolve(JSON.parse(text))
        else reject(new Error(`${path} was answered with ${response.statusCode}: ${text}`))
      })
    })
    request.on('error', reject)
  })
}
