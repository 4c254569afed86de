import { DAY, HOUR, MINUTE, atHour } from './calendar.ts'
import { categories } from './catalogue.ts'
import { feel, nullOf, plan, tell, withEmail } from './life.ts'
import type { Life, Saying } from './life.ts'
import { unsubscribeShare } from './weekly-mail.ts'

const RHYTHM_DAYS = { weekly: 7, monthly: 30 } as const

/** Newsletters, from the next round on, until they have had enough. */
export function startLetters(life: Life, at: number): void {
  plan(life, nextLetter(life, at), sendLetter)
}

function nextLetter({ person, chance }: Life, at: number): number {
  const day = at + RHYTHM_DAYS[person.reader.rhythm] * DAY
  return atHour(day, 10 + chance.next() * 0.5, person.country.zone)
}

function sendLetter(life: Life, at: number): void {
  const { person, chance, state } = life
  if (!state.subscribed) return
  const offers = person.bargainHunter || chance.is(0.4)
  const emoji = nullOf(life, 'subject_emoji', [true, false])
  const campaign = offers ? 'offers' : `ideas-${chance.pick(categories)}`
  const about = { campaign_name: campaign, newsletter: person.reader.rhythm }
  const say = (event: string, later: number, more: object = {}) =>
    tell(life, at + later, { source: 'Mail', type: 'track', event, ...withEmail(life), properties: { ...about, ...more } })
  say('Email Delivered', 0, { subject_emoji: emoji })
  const opened = chance.is(0.27) ? Math.round(chance.factor(1) * 3 * HOUR) : undefined
  if (opened !== undefined) say('Email Opened', opened)
  if (chance.is(unsubscribeShare(person))) return unsubscribe(life, at + (opened ?? 2 * HOUR) + MINUTE)
  if (opened !== undefined && chance.is(0.14)) {
    say('Email Link Clicked', opened + MINUTE, { link: '/sale' })
    plan(life, opened + at + MINUTE, (_, then) =>
      life.scenes.followLink(life, then, { source: 'newsletter', medium: 'email', name: campaign }),
    )
  }
  plan(life, nextLetter(life, at), sendLetter)
}

function unsubscribe(life: Life, at: number): void {
  life.state.subscribed = false
  feel(life, -0.3)
  tell(life, at, {
    source: 'Mail',
    type: 'track',
    event: 'Unsubscribed',
    ...withEmail(life),
    properties: { list: 'newsletter', newsletter: life.person.reader.rhythm },
  })
  sayConsent(life, at, { source: 'Mail', ...withEmail(life), form: 'newsletter' })
}

/** What they say of the newsletter: that they want it, or that they do not. */
export function sayConsent(life: Life, at: number, { form, ...who }: Omit<Saying, 'type'> & { form: string }): void {
  tell(life, at, {
    ...who,
    type: 'track',
    event: 'Consent Changed',
    properties: { purpose: 'newsletter', given: life.state.subscribed, form },
  })
}
