import { expect, it } from 'vitest'
import { readAuditFilter } from './audit-filter.ts'

it('takes what an address says and nothing that is none', () => {
  expect(readAuditFilter({ actor: 'Ada', verb: 'source', id: 7, from: '2026-01-31', to: '2026-02-30x', other: 'x' })).toEqual({
    actor: 'Ada',
    verb: 'source',
    id: '7',
    from: '2026-01-31',
  })
  expect(readAuditFilter({ actor: '', verb: ['x'], from: 'yesterday', to: '2026-13-01' })).toEqual({})
})
