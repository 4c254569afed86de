import { describe, expect, it, vi } from 'vitest'
import { virtualClock } from '../../ground/index.ts'
import { buildWorkspace, testDatabase } from '../../testing/index.ts'
import { createFindWriteKey } from './find-write-key.ts'

const { postgres } = await testDatabase()

function buildFinder() {
  const clock = virtualClock(1_000_000)
  const queries = vi.spyOn(postgres.system, 'query')
  queries.mockClear()
  return { clock, queries, find: createFindWriteKey({ postgres, clock }) }
}

describe('findWriteKey', () => {
  it('says whose key it is', async () => {
    const { workspaceId, sourceId, writeKey } = await buildWorkspace({ postgres })
    expect(await buildFinder().find(writeKey)).toEqual({ workspaceId, sourceId, sourceName: 'Web', allowedOrigins: [] })
  })

  it('asks the database once for many requests, and again after five seconds', async () => {
    const { writeKey } = await buildWorkspace({ postgres })
    const { find, queries, clock } = buildFinder()
    await Promise.all([find(writeKey), find(writeKey), find('nobody')])
    await find(writeKey)
    await find('nobody')
    expect(queries.mock.calls.length).toBeLessThanOrEqual(2)
    clock.advance(5_000)
    queries.mockClear()
    await find(writeKey)
    expect(queries).toHaveBeenCalledTimes(1)
  })

  it('bears a flood of invented keys', async () => {
    const { writeKey } = await buildWorkspace({ postgres })
    const { find, queries } = buildFinder()
    await find(writeKey)
    await Promise.all(Array.from({ length: 25_000 }, (_, index) => find(`invented-${index}`)))
    expect(queries.mock.calls.length).toBeLessThan(50)
    queries.mockClear()
    expect(await find(writeKey)).toBeDefined()
    expect(await find('')).toBeUndefined()
    expect(await find('k'.repeat(100_000))).toBeUndefined()
    expect(queries).not.toHaveBeenCalled()
  })

  it('fails when the database does, and recovers with it', async () => {
    const { writeKey } = await buildWorkspace({ postgres })
    const { find, queries } = buildFinder()
    queries.mockImplementationOnce(() => Promise.reject(new Error('gone')))
    await expect(find(writeKey)).rejects.toThrow('gone')
    expect(await find(writeKey)).toBeDefined()
  })
})
