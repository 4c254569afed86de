import { describe, expect, it } from 'vitest'
import { systemClock } from '../../ground/index.ts'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, testDatabase } from '../../testing/index.ts'
import { createFindWriteKey } from './find-write-key.ts'
import { changeSource, createSource, createWriteKey, listSources, listWriteKeys, revokeWriteKey } from './write-keys.ts'

const { postgres } = await testDatabase()
const finder = () => createFindWriteKey({ postgres, clock: systemClock })

describe('write keys', () => {
  it('are made for a source, shown once, and revoked for good', async () => {
    const { workspaceId } = await buildWorkspace({ postgres })
    await inWorkspace(postgres, workspaceId, async (db) => {
      const shop = await createSource(db, workspaceId, 'Shop')
      const { writeKey, ...key } = await createWriteKey(db, workspaceId, {
        sourceId: shop.sourceId,
        allowedOrigins: ['https://Shop.example/cart', '*'],
      })
      expect(writeKey).toMatch(/^wk_[\w-]{32}$/u)
      expect(key).toMatchObject({
        sourceId: shop.sourceId,
        hint: writeKey.slice(-4),
        allowedOrigins: ['https://shop.example', '*'],
        revokedAt: null,
      })
      expect(await listWriteKeys(db, workspaceId, shop.sourceId)).toEqual([key])
      expect((await listSources(db, workspaceId)).map(({ name }) => name)).toEqual(['Web', 'Shop'])
      const revoked = await revokeWriteKey(db, workspaceId, key.writeKeyId)
      expect(revoked.revokedAt).not.toBeNull()
      expect(await revokeWriteKey(db, workspaceId, key.writeKeyId)).toEqual(revoked)
    })
  })

  it('open the door until they are revoked', async () => {
    const { workspaceId, sourceId } = await buildWorkspace({ postgres })
    const key = await createWriteKey(postgres.system, workspaceId, { sourceId, allowedOrigins: [] })
    expect(await finder()(key.writeKey)).toMatchObject({ workspaceId, sourceId })
    await revokeWriteKey(postgres.system, workspaceId, key.writeKeyId)
    expect(await finder()(key.writeKey)).toBeUndefined()
  })

  it('open nothing while their source is archived', async () => {
    const { workspaceId, sourceId, writeKey } = await buildWorkspace({ postgres })
    const change = (what: { name?: string; archived?: boolean }) =>
      inWorkspace(postgres, workspaceId, (db) => changeSource(db, { workspaceId, sourceId }, what))
    const { after } = await change({ archived: true })
    expect(await finder()(writeKey)).toBeUndefined()
    expect((await change({ archived: true, name: 'Old shop' })).after).toEqual({ ...after, name: 'Old shop' })
    expect((await change({ archived: false })).before.name).toBe('Old shop')
    expect(await finder()(writeKey)).toMatchObject({ sourceName: 'Old shop' })
    const other = await buildWorkspace({ postgres })
    await expect(
      inWorkspace(postgres, other.workspaceId, (db) => changeSource(db, { workspaceId: other.workspaceId, sourceId }, { name: 'Mine' })),
    ).rejects.toMatchObject({ code: 'source_not_found' })
  })

  it('of one workspace are nothing to another', async () => {
    const [mine, theirs] = [await buildWorkspace({ postgres }), await buildWorkspace({ postgres })]
    const { writeKeyId } = await createWriteKey(postgres.system, theirs.workspaceId, { sourceId: theirs.sourceId, allowedOrigins: [] })
    await inWorkspace(postgres, mine.workspaceId, async (db) => {
      await expect(revokeWriteKey(db, mine.workspaceId, writeKeyId)).rejects.toMatchObject({ code: 'write_key_not_found', status: 404 })
      await expect(createWriteKey(db, mine.workspaceId, { sourceId: theirs.sourceId, allowedOrigins: [] })).rejects.toMatchObject({
        code: 'source_not_found',
      })
      expect(await listWriteKeys(db, mine.workspaceId, theirs.sourceId)).toEqual([])
    })
  })
})
