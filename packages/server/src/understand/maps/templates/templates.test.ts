import { mapTemplates } from '@percorso/contract'
import { describe, expect, it } from 'vitest'
import { soundDocument } from '../sound-document.ts'
import { documentOf, templates } from './document-of.ts'
import { languages } from './template.ts'

/** Every text in a template, wherever it stands. */
function wordsIn(part: unknown): string[] {
  if (typeof part === 'string') return part.includes('|') ? [part] : []
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(wordsIn) : []
}

describe.for(mapTemplates)('the template %s', (template) => {
  it.for(languages)('makes a map that holds together, in %s', (language) => {
    const document = soundDocument(documentOf({ name: 'M', kind: 'desired', template, language }))
    expect(JSON.stringify(document)).not.toContain('|')
    expect(Object.values(document.cells).every(({ evidence }) => evidence.level === 'assumed')).toBe(true)
  })

  it('says everything in three languages, and enough of it', () => {
    if (template === 'empty') return
    const short = wordsIn(templates[template]).filter((words) => words.split(' | ').filter((text) => text.trim() !== '').length !== 3)
    expect(short).toEqual([])
    const { stages, steps, cells } = documentOf({ name: 'M', kind: 'lived', template, language: 'pl' })
    expect(Object.keys(stages).length).toBeGreaterThanOrEqual(4)
    expect(Object.keys(stages).length).toBeLessThanOrEqual(6)
    expect(Object.keys(steps).length).toBeGreaterThanOrEqual(10)
    expect(Object.keys(steps).length).toBeLessThanOrEqual(16)
    expect(Object.values(cells).filter(({ moment }) => moment).length).toBeGreaterThan(2)
    expect(new Set(Object.values(cells).map(({ emotion }) => emotion)).size).toBeGreaterThan(3)
  })
})
