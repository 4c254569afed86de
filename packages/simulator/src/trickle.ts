import { visitApp } from './app-visit.ts'
import { buyAgain } from './buy-again.ts'
import { HOUR, MINUTE, busyness } from './calendar.ts'
import { callForHelp } from './call.ts'
import { createChance } from './chance.ts'
import type { Chance } from './chance.ts'
import { lifeOf } from './history.ts'
import { liveUntil, plan } from './life.ts'
import type { Act, Told } from './life.ts'
import { peopleOf } from './person.ts'
import { visitShop } from './shop-visit.ts'
import { visitWebShop } from './web-visit.ts'
import type { World } from './world.ts'

/** Scenes a minute for five thousand customers, on average over a day: between one and two facts a second, three in the evening. */
const SCENES_PER_MINUTE = 15
/** Somebody is always awake, not least whoever watches the demo. */
const BUSYNESS_MIN = 0.25
const CUSTOMERS = 5_000
/** A smaller world lives faster than it would, so that something is to be seen. */
const CUSTOMERS_MIN = 1_000

type Scene = { weight: number; act: Act }

const SCENES: readonly Scene[] = [
  { weight: 58, act: (life, at) => visitWebShop(life, at, { goal: 'browse' }) },
  { weight: 20, act: (life, at) => visitApp(life, at, { buys: false }) },
  { weight: 12, act: buyAgain },
  { weight: 6, act: (life, at) => visitShop(life, at, { buys: false }) },
  { weight: 4, act: callForHelp },
]

/**
 * The same people, from a time on and for ever, in the order of time. Each minute is drawn by itself: whoever begins again in the same minute
 * tells the same facts with the same message ids.
 */
export function* trickle(world: World, from: number): Generator<Told> {
  let pending: Told[] = []
  for (let minute = Math.floor(from / MINUTE); ; minute += 1) {
    pending.push(...factsOfMinute(world, minute))
    pending.sort((a, b) => a.at - b.at)
    const until = (minute + 1) * MINUTE
    const ripe = pending.findIndex(({ at }) => at >= until)
    const now = ripe === -1 ? pending : pending.slice(0, ripe)
    pending = ripe === -1 ? [] : pending.slice(ripe)
    yield* now
  }
}

/** What begins in one minute, by message id: it may go on for an hour. */
function factsOfMinute(world: World, minute: number): Told[] {
  const chance = createChance(`${world.seed}/minute/${minute}`)
  const busy = Math.max(BUSYNESS_MIN, busyness(minute * MINUTE, 'Europe/Rome', 'online'))
  const expected = (SCENES_PER_MINUTE * busy * Math.max(world.customers, CUSTOMERS_MIN)) / CUSTOMERS
  const scenes = Math.floor(expected) + (chance.is(expected % 1) ? 1 : 0)
  return Array.from({ length: scenes }, (_, scene) => play(world, chance, { minute, scene })).flat()
}

/** One scene in somebody's life, from where history left them. */
function play(world: World, chance: Chance, { minute, scene }: { minute: number; scene: number }): Told[] {
  const person = chance.pick(peopleOf(world, chance.whole(0, world.households - 1)))
  const begun = lifeOf(world, person)
  const at = minute * MINUTE + chance.between(0, MINUTE)
  const life = { ...begun, chance, told: [], agenda: [] }
  plan(life, at, chance.weighted(SCENES).act)
  liveUntil(life, at + HOUR)
  const told: Told[] = life.told
  return told
    .filter((one) => one.at >= at && one.at < at + HOUR)
    .map((one, index) => {
      const messageId = `${world.id}-live-${minute}-${scene}-${index}`
      return { ...one, fact: { ...one.fact, messageId, timestamp: new Date(one.at).toISOString() } }
    })
}
