import { expect, it } from 'vitest'
import { consentsIn } from './consents-in.ts'

const changed = (properties: unknown) => consentsIn('Consent Changed', properties, {})
const updated = (context: Record<string, unknown>) => consentsIn('Segment Consent Preference Updated', {}, context)

it('one purpose is given or withdrawn, in words as well', () => {
  expect(changed({ purpose: ' newsletter ', given: true, wording: '2026-03' })).toEqual([{ purpose: 'newsletter', given: true }])
  expect(changed({ purpose: 'calls', given: 'FALSE' })).toEqual([{ purpose: 'calls', given: false }])
})

it('a consent manager says all of its purposes at once', () => {
  expect(updated({ consent: { categoryPreferences: { Advertising: true, Analytics: false, Odd: 1 } } })).toEqual([
    { purpose: 'Advertising', given: true },
    { purpose: 'Analytics', given: false },
  ])
})

it.each([
  undefined,
  null,
  'newsletter',
  ['newsletter', true],
  {},
  { purpose: 'newsletter' },
  { given: true },
  { purpose: '  ', given: true },
  { purpose: 7, given: true },
  { purpose: 'newsletter', given: 1 },
  { purpose: 'newsletter', given: 'yes, please' },
  { purpose: 'x'.repeat(101), given: true },
])('what is not as it must be says nothing: %j', (properties) => {
  expect(changed(properties)).toBeUndefined()
})

it.each([{}, { consent: true }, { consent: null }, { consent: { categoryPreferences: [true] } }, { consent: { categoryPreferences: {} } }])(
  'nor does a manager without preferences: %j',
  (context) => expect(updated(context)).toBeUndefined(),
)

it('of very many purposes, fifty are read', () => {
  const categoryPreferences = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`p${n}`, true]))
  expect(updated({ consent: { categoryPreferences } })).toHaveLength(50)
})

it('no other fact says anything', () => {
  expect(
    consentsIn('Order Completed', { purpose: 'newsletter', given: true }, { consent: { categoryPreferences: { a: true } } }),
  ).toBeUndefined()
})
