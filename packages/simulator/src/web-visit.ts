import { HOUR, MINUTE, SECOND, hourOf } from './calendar.ts'
import { catalogue, categories, priceIn } from './catalogue.ts'
import type { Product } from './catalogue.ts'
import { chat } from './chat.ts'
import { nullOf, onDevice, plan, tell } from './life.ts'
import type { Life } from './life.ts'
import { orderOnline } from './order.ts'
import type { Device } from './person.ts'
import { signIn, signUp } from './sign-up.ts'
import { truths } from './truths.ts'
import { site } from './world.ts'

export type Campaign = { source: string; medium: string; name: string }
export type Errand = {
  /** Sign up before leaving; order something; just look. `insist`: order without looking left or right. */
  goal: 'browse' | 'sign up' | 'order' | 'insist'
  campaign?: Campaign
  device?: Device
}

/** One session: the device, and a clock that moves on with each page. */
type Session = { device: Device; now: number; first: boolean; campaign: Campaign | undefined; referrer?: string }

/** Somebody comes to the web shop. */
export function visitWebShop(life: Life, at: number, { goal, campaign, device }: Errand): void {
  const session: Session = { device: device ?? chooseDevice(life, at), now: at, first: true, campaign }
  if (life.state.signedUp && !life.state.signedIn.has(session.device) && mayRecognise(life, session.device)) {
    view(life, session, { path: '/sign-in', title: 'Sign in' })
    signIn(life, tick(life, session), session.device)
  }
  if (goal === 'order' || goal === 'insist') return buy(life, session, goal)
  if (goal === 'browse') return browse(life, session)
  view(life, session, landing(life, session))
  view(life, session, { path: '/sign-up', title: 'Sign up' })
  signUp(life, tick(life, session), session.device)
}

function chooseDevice({ person, chance }: Life, at: number): Device {
  const work = person.devices.find(({ kind }) => kind === 'work computer')
  const hour = hourOf(at, person.country.zone)
  if (work && hour >= 9 && hour < 17 && chance.is(0.6)) return work
  return chance.pick(person.devices.filter((device) => device !== work))
}

/** Nobody signs in everywhere: some devices stay strangers. */
function mayRecognise({ chance }: Life, { kind, shared }: Device): boolean {
  return chance.is(kind === 'work computer' ? 0.04 : shared ? 0.15 : 0.3)
}

function tick({ chance }: Life, session: Session): number {
  session.now += Math.round((4 + chance.factor(0.9) * 35) * SECOND)
  return session.now
}

type Page = { path: string; title: string }

/** Shows a page; says whether they leave on it. */
function view(life: Life, session: Session, { path, title }: Page): boolean {
  const { first, campaign, device } = session
  const at = first ? session.now : tick(life, session)
  const banner = first ? { banner_colour: nullOf(life, 'banner_colour', ['teal', 'coral']) } : {}
  const properties = { path, title, url: `${site}${path}`, ...banner }
  const who = onDevice(life, device)
  const context = first && campaign ? { ...who.context, campaign } : who.context
  tell(life, at, { source: 'Web shop', type: 'page', name: title, ...who, properties, context: context! })
  session.first = false
  return life.chance.is(path === truths.confusingPage.path ? truths.confusingPage.leaveShare : truths.confusingPage.leaveShareOtherwise)
}

function track(life: Life, { now, device }: Session, { event, properties }: { event: string; properties: object }): void {
  tell(life, now + SECOND, { source: 'Web shop', type: 'track', event, ...onDevice(life, device), properties: { ...properties } })
}

const CONFUSING: Page = { path: truths.confusingPage.path, title: 'Delivery options' }

/** Looks around until they leave: each page may be the last. */
function browse(life: Life, session: Session): void {
  const { chance, person } = life
  let leaves = view(life, session, landing(life, session))
  let basket = 0
  while (!leaves) {
    const step = chance.next()
    if (step < 0.5) {
      const product = chance.pick(catalogue)
      leaves = view(life, session, { path: `/p/${product.id}`, title: product.name })
      track(life, session, { event: 'Product Viewed', properties: shown(life, product) })
      if (!leaves && chance.is(0.14)) {
        basket += 1
        session.now += 5 * SECOND
        track(life, session, { event: 'Product Added', properties: { ...shown(life, product), quantity: 1 } })
      }
    } else if (step < 0.72) leaves = view(life, session, categoryPage(chance.pick(categories)))
    else if (step < 0.84) leaves = search(life, session)
    else if (step < 0.92)
      leaves =
        basket > 0
          ? view(life, session, { path: '/cart', title: 'Your basket' })
          : view(life, session, { path: '/inspiration', title: 'Inspiration' })
    else leaves = view(life, session, person.bargainHunter ? { path: '/sale', title: 'Sale' } : CONFUSING)
    if (leaves && chance.is(0.03)) chat(life, session.now + 40 * SECOND, session.device)
  }
}

function landing(life: Life, { campaign }: Session): Page {
  if (campaign?.medium === 'referral') return { path: '/welcome', title: 'A friend sent you' }
  if (campaign?.name === 'offers' || (life.person.bargainHunter && life.chance.is(0.5))) return { path: '/sale', title: 'Sale' }
  return life.chance.is(0.5) ? { path: '/', title: 'Casa Moro' } : categoryPage(life.chance.pick(categories))
}

function categoryPage(category: string): Page {
  return { path: `/c/${category}`, title: category }
}

function shown({ person }: Life, product: Product): object {
  const { id, name, category } = product
  return { product_id: id, name, category, price: priceIn(person.country, product), currency: person.country.currency }
}

function search(life: Life, session: Session): boolean {
  const query = life.chance.pick(catalogue).name.split(' ').slice(1).join(' ')
  const leaves = view(life, session, { path: '/search', title: 'Search' })
  track(life, session, { event: 'Products Searched', properties: { query } })
  return leaves
}

/** Comes to buy. The confusing page sends some away; they come back within a day and a bit, and then do not stop there again. */
function buy(life: Life, session: Session, goal: 'order' | 'insist'): void {
  const { chance } = life
  const first = chance.pick(catalogue)
  view(life, session, { path: `/p/${first.id}`, title: first.name })
  track(life, session, { event: 'Product Viewed', properties: shown(life, first) })
  session.now += 20 * SECOND
  track(life, session, { event: 'Product Added', properties: { ...shown(life, first), quantity: 1 } })
  view(life, session, { path: '/cart', title: 'Your basket' })
  if (goal === 'order' && chance.is(0.5) && view(life, session, CONFUSING)) {
    if (chance.is(0.25)) chat(life, session.now + MINUTE, session.device)
    return plan(life, session.now + chance.between(1.5, 28) * HOUR, (_, at) => visitWebShop(life, at, { goal: 'insist' }))
  }
  if (!life.state.signedUp) signUp(life, tick(life, session), session.device)
  else if (!life.state.signedIn.has(session.device)) signIn(life, tick(life, session), session.device)
  view(life, session, { path: '/checkout', title: 'Checkout' })
  const button = nullOf(life, 'checkout_button', ['Buy now', 'Order'])
  track(life, session, { event: 'Checkout Started', properties: { checkout_button: button } })
  orderOnline(life, tick(life, session) + MINUTE, { device: session.device, first })
}
