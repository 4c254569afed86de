import { importMapping } from '@percorso/contract'
import { expect, test } from 'vitest'
import { previewImport } from './preview.ts'
import { scratchFile } from './scratch-file.ts'

test('shows facts, problems and totals of the first rows', async () => {
  const rows = Array.from({ length: 100 }, (_, index) => `u${index},2024-01-01`)
  const path = scratchFile(['visits.csv', ['id,day', 'u,tomorrow', 'ragged', ',2024-01-01', ...rows].join('\n')])
  const mapping = importMapping.parse({ person: { userId: '{id}' }, facts: [{ type: 'page', time: '{day}' }] })
  const preview = await previewImport(path, mapping, { rows: 50 })
  expect(preview.columns).toEqual(['id', 'day'])
  expect(preview.totals).toEqual({ rows: 50, facts: 47, refused: 3 })
  expect(preview.facts).toHaveLength(47)
  expect(preview.problems.map(({ row }) => row)).toEqual([1, 2, 3])
})

test('guesses a mapping and says why', async () => {
  const path = scratchFile([
    'web-orders.csv',
    'Customer ID,E-mail,Phone,Ordered At,Total,Zip\n7,a@example.com,+39 055,2024-01-01 10:00,12.5,00123\n',
  ])
  const { facts, mapping, reasons } = await previewImport(path, undefined)
  expect(mapping.person).toEqual({ userId: '{Customer ID}', email: '{E-mail}', phone: '{Phone}' })
  expect(facts).toMatchObject([
    { type: 'track', event: 'Web Orders', userId: '7', timestamp: '2024-01-01T10:00:00.000Z', properties: { Total: 12.5, Zip: '00123' } },
  ])
  expect(reasons).toContain('Ordered At holds times in every row looked at')
})

test('guesses from JSON Lines too, and takes a file of people without times as what is known about them', async () => {
  const path = scratchFile(['people.jsonl', '{"userId":"u1","plan":"pro"}\n{"userId":"u2","age":41}\n'])
  const { columns, facts } = await previewImport(path, undefined)
  expect(columns).toEqual(['userId', 'plan', 'age'])
  expect(facts).toMatchObject([
    { type: 'identify', userId: 'u1', traits: { plan: 'pro' } },
    { type: 'identify', userId: 'u2', traits: { age: 41 } },
  ])
})

test('a file without anything that looks like a person still has a preview', async () => {
  const { problems, reasons } = await previewImport(scratchFile(['x.csv', 'a,b\n1,2\n']), undefined)
  expect(problems).toEqual([])
  expect(reasons).toContain('No column looks like a person; a is only a stopgap')
})
