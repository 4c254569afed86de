import { liveUntil } from './life.ts'
import type { Life, Told } from './life.ts'
import { peopleOf } from './person.ts'
import type { Person } from './person.ts'
import { newLife } from './story.ts'
import type { World } from './world.ts'

/** Somebody, and all that was told of them, in the order of time. */
export type Story = { person: Person; told: Told[]; state: Life['state'] }

/** Everybody's history, household by household: never more than one in memory. */
export function* history(world: World, fromHousehold = 0): Generator<Story> {
  for (let household = fromHousehold; household < world.households; household += 1) yield* storiesOf(world, household)
}

/** What the people of one household lived through. */
export function storiesOf(world: World, household: number): Story[] {
  return peopleOf(world, household).map((person) => {
    const life = lifeOf(world, person)
    return { person, told: inOrder(life), state: life.state }
  })
}

/** Somebody at the end of history. */
export function lifeOf(world: World, person: Person): Life {
  const life = newLife(world, person)
  liveUntil(life, world.endsAt)
  return life
}

function inOrder({ world, person, told }: Life): Told[] {
  const kept = told.filter(({ at }) => at >= world.startsAt && at < world.endsAt).sort((a, b) => a.at - b.at)
  for (const [index, { fact, at }] of kept.entries()) {
    fact.messageId = `${world.id}-${person.key}-${index}`
    fact.timestamp = new Date(at).toISOString()
  }
  return kept
}
