import { DAY, MINUTE } from './calendar.ts'
import { onDevice, plan, tell } from './life.ts'
import type { Life } from './life.ts'
import type { Origin } from './person.ts'
import { visitWebShop } from './web-visit.ts'
import type { Campaign } from './web-visit.ts'

const CAMPAIGNS: Record<Origin, readonly Campaign[]> = {
  search: [{ source: 'lupa', medium: 'cpc', name: 'brand' }, { source: 'lupa', medium: 'cpc', name: 'lamps' }],
  social: [{ source: 'piazza', medium: 'paid-social', name: 'spring-rooms' }, { source: 'piazza', medium: 'paid-social', name: 'small-flats' }],
  billboard: [{ source: 'billboard', medium: 'qr', name: 'station' }],
  magazine: [{ source: 'casa-e-luce', medium: 'qr', name: 'autumn-issue' }],
  friend: [{ source: 'friend', medium: 'referral', name: 'invite' }],
  'passing by': [{ source: 'shop-window', medium: 'qr', name: 'window' }],
} // prettier-ignore

/** How the shop first met them: seen, clicked, and looked around. */
export function firstContact(life: Life, at: number): void {
  const { person, chance } = life
  const device = person.devices[0]!
  const campaign = chance.pick(CAMPAIGNS[person.origin])
  if (person.origin === 'friend') {
    const properties = { referrer: person.referrer, channel: chance.pick(['messenger', 'in person', 'e-mail']) }
    tell(life, at, { source: 'Advertising', type: 'track', event: 'Invitation Accepted', ...onDevice(life, device), properties })
  } else showAd(life, at, campaign)
  visitWebShop(life, at + MINUTE, { goal: 'browse', campaign, device })
}

function showAd(life: Life, at: number, campaign: Campaign): void {
  const say = (event: string, when: number) =>
    tell(life, when, {
      source: 'Advertising',
      type: 'track',
      event,
      ...onDevice(life, life.person.devices[0]!),
      properties: { ...campaign },
    })
  say('Ad Shown', at - MINUTE)
  say('Ad Clicked', at)
}

/** Ads that follow people around; one in fifty is clicked. */
export function seeAds(life: Life, at: number): void {
  const { person, chance } = life
  const campaign = chance.pick(CAMPAIGNS[chance.is(0.6) ? 'social' : 'search'])
  const properties = { ...campaign, retargeting: true }
  tell(life, at, { source: 'Advertising', type: 'track', event: 'Ad Shown', ...onDevice(life, person.devices[0]!), properties })
  if (chance.is(0.03))
    plan(life, at + MINUTE, (_, then) => visitWebShop(life, then, { goal: 'browse', campaign, device: person.devices[0]! }))
  plan(life, at + chance.between(20, 110) * DAY, seeAds)
}
