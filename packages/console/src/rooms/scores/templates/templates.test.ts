import { scoreModel } from '@percorso/contract'
import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { en } from '../../../texts/en/all.ts'
import { it as italian } from '../../../texts/it/all.ts'
import { pl } from '../../../texts/pl/all.ts'
import { templateNames } from '../scores-search.ts'
import { templates } from './templates.ts'

const texts = { en, it: italian as unknown as typeof en, pl: pl as unknown as typeof en }

describe.each(Object.entries(texts))('in %s', (locale, messages) => {
  const say = createTranslator({ locale, messages, namespace: 'scores.labels' })

  it.each(templateNames)('%s is a model', (name) => {
    expect(scoreModel.safeParse(templates[name](say)).error).toBeUndefined()
  })

  it.each(templateNames)('the parts of %s are told apart by their labels', (name) => {
    const { fit, engagement } = templates[name](say)
    for (const parts of [fit, engagement.rules]) expect(new Set(parts.map(({ label }) => label)).size).toBe(parts.length)
  })
})

it('what speaks for somebody adds up to 100, so that points and percent are the same', () => {
  const best = templateNames.map((name) => templates[name]((label) => label).fit.reduce((sum, { points }) => sum + Math.max(points, 0), 0))
  expect(best).toEqual([100, 100, 100, 100])
})
