import { visitApp } from './app-visit.ts'
import { timeOfDay } from './calendar.ts'
import { plan } from './life.ts'
import type { Life } from './life.ts'
import { visitShop } from './shop-visit.ts'
import { visitWebShop } from './web-visit.ts'

/** Buys where they rather buy. */
export function buyAgain(life: Life, at: number): void {
  const { person, chance, state } = life
  if (chance.is(person.shopShare)) {
    const { zone } = person.country
    return plan(life, Math.max(at, timeOfDay(at, zone, { rhythm: 'shop', chance })), (_, then) => visitShop(life, then, { buys: true }))
  }
  if (state.usesApp && chance.is(0.6)) visitApp(life, at, { buys: true })
  else visitWebShop(life, at, { goal: 'order' })
}
