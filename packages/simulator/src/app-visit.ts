import { SECOND } from './calendar.ts'
import { catalogue, categories, priceIn } from './catalogue.ts'
import type { Product } from './catalogue.ts'
import { chat } from './chat.ts'
import { onDevice, tell } from './life.ts'
import type { Life } from './life.ts'
import { orderOnline } from './order.ts'
import type { Device } from './person.ts'
import { signIn, signUp } from './sign-up.ts'

/** Opens the app; installs it if it was not there. */
export function visitApp(life: Life, at: number, { buys }: { buys: boolean }): void {
  const { person, state, chance } = life
  const app = person.app
  if (!app) return
  let now = at
  const tick = () => (now += Math.round((3 + 20 * chance.factor(0.8)) * SECOND))
  const track = (event: string, properties: Record<string, unknown>) =>
    tell(life, tick(), { source: 'App', type: 'track', event, ...onDevice(life, app), properties })
  const screen = (name: string) => tell(life, tick(), { source: 'App', type: 'screen', name, ...onDevice(life, app), properties: { name } })
  if (!state.usesApp) track('Application Installed', { version: '4.2.0' })
  else track('Application Opened', { version: '4.2.0' })
  state.usesApp = true
  recognise(life, tick(), { app, buys })
  screen('Home')
  const looks = chance.whole(1, 3)
  let seen: Product = chance.pick(catalogue)
  for (let look = 0; look < looks; look += 1) {
    screen(`Category ${chance.pick(categories)}`)
    seen = chance.pick(catalogue)
    track('Product Viewed', shown(life, seen))
  }
  if (buys) {
    track('Product Added', { ...shown(life, seen), quantity: 1 })
    screen('Checkout')
    orderOnline(life, tick(), { device: app, first: seen })
  } else if (chance.is(0.02)) chat(life, now + 30 * SECOND, app)
}

/** Who buys has to say who they are; of the others, most do. */
function recognise(life: Life, at: number, { app, buys }: { app: Device; buys: boolean }): void {
  const { signedUp, signedIn } = life.state
  if (signedIn.has(app)) return
  if (signedUp && (buys || life.chance.is(0.8))) signIn(life, at, app)
  else if (!signedUp && buys) signUp(life, at, app)
}

function shown({ person }: Life, product: Product): Record<string, unknown> {
  const { id, name, category } = product
  return { product_id: id, name, category, price: priceIn(person.country, product), currency: person.country.currency }
}
