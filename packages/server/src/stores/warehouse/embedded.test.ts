import { describe, expect, it } from 'vitest'
import { testStores } from '../../testing/index.ts'
import { isDataError } from './errors.ts'
import { openEmbeddedWarehouse } from './embedded.ts'

const { warehouse, dataDir } = await testStores()

const uuid = (digit: number) => `00000000-0000-8000-8000-00000000000${digit}`

function fact(fields: Record<string, unknown> = {}): Record<string, unknown> {
  const ids = {
    workspace_id: 1,
    profile_id: uuid(1),
    message_id: 'm1',
    source_id: 1,
    user_id: 'u',
    anonymous_id: '',
    account_id: '',
    chunk_id: 1,
  }
  const times = { time: '2024-05-06T07:08:09.123Z', received_at: '2024-05-06 07:08:10.000' }
  return {
    ...ids,
    ...times,
    type: 'track',
    name: 'Order',
    properties: { total: 9.5, a: { b: ['c'] } },
    context: '{}',
    bot: false,
    ...fields,
  }
}

const lines = (rows: unknown[]) => Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))

async function count(where = '1'): Promise<number> {
  const rows = await warehouse.query<{ n: number }>(`select count() as n from facts where ${where}`)
  return rows[0]?.n ?? 0
}

describe('insert', () => {
  it('counts once when tried twice with the same token', async () => {
    const rows = lines([fact({ workspace_id: 10 }), fact({ workspace_id: 10, message_id: 'm2', time: '2019-01-01T00:00:00Z' })])
    await warehouse.insert({ table: 'facts', rows, token: 'chunk-10' })
    await warehouse.insert({ table: 'facts', rows, token: 'chunk-10' })
    expect(await count('workspace_id = 10')).toBe(2)
    await warehouse.insert({ table: 'facts', rows, token: 'chunk-11' })
    expect(await count('workspace_id = 10')).toBe(4)
  })

  it('is completed by a second try when the first wrote only some of its partitions', async () => {
    const rows = ['2001-01-01', '2002-01-01'].map((day) => fact({ workspace_id: 11, time: `${day}T00:00:00Z` }))
    await warehouse.insert({ table: 'facts', rows: lines(rows), token: 'chunk-12' })
    await warehouse.command('alter table facts drop partition 200201')
    await warehouse.insert({ table: 'facts', rows: lines(rows), token: 'chunk-12' })
    expect(await count('workspace_id = 11')).toBe(2) // ClickHouse deduplicates each partition by itself
  })

  it('takes an empty body for nothing to do', async () => {
    await warehouse.insert({ table: 'facts', rows: Buffer.alloc(0), token: 'empty' })
  })

  it('keeps text, nesting and times as they came', async () => {
    const name = `“é” 'q' \\ \n\t 🙂`
    await warehouse.insert({ table: 'facts', rows: lines([fact({ workspace_id: 12, name })]), token: 'text' })
    const [row] = await warehouse.query(
      `select name, toUnixTimestamp64Milli(time) as at, properties.total as total, properties.a.b as b from facts where workspace_id = 12`,
    )
    expect(row).toEqual({ name, at: Date.parse('2024-05-06T07:08:09.123Z'), total: 9.5, b: ['c'] })
  })

  it.each([['["x",true,null]'], ['[7,true]'], ['[7,"7",[true]]'], ['["2026-02-30"]']])(
    'keeps what is in a list as what it is: %s',
    async (list) => {
      const properties = { list: JSON.parse(list) as unknown }
      await warehouse.insert({
        table: 'facts',
        rows: lines([fact({ workspace_id: 13, name: list, properties })]),
        token: `list-${list.replaceAll(/\W/gu, '')}`,
      })
      const [row] = await warehouse.query<{ json: string }>(
        `select toJSONString(properties) as json from facts where workspace_id = 13 and name = {list:String}`,
        { list },
      )
      expect(JSON.parse(row!.json)).toEqual(properties)
    },
  )

  it('blames the rows for what is wrong with the rows', async () => {
    for (const bad of [
      '{"workspace_id": "no"}\n',
      '{"time": "not a time"}\n',
      '{"workspace_id": 1',
      'x\n',
      '{"profile_id": "1"}\n',
      '{"bot": []}\n',
    ]) {
      const error: unknown = await warehouse
        .insert({ table: 'facts', rows: Buffer.from(bad), token: 'bad' })
        .catch((error: unknown) => error)
      expect([bad, isDataError(error)], String(error)).toEqual([bad, true])
    }
    const elsewhere: unknown = await warehouse
      .insert({ table: 'nowhere', rows: lines([{}]), token: 'bad' })
      .catch((error: unknown) => error)
    expect(isDataError(elsewhere)).toBe(false)
  })

  it('refuses tokens and tables that could change the statement', async () => {
    await expect(warehouse.insert({ table: 'facts', rows: lines([fact()]), token: `'` })).rejects.toMatchObject({ code: 'bad_token' })
    await expect(warehouse.insert({ table: 'facts f', rows: lines([fact()]), token: 't' })).rejects.toMatchObject({ code: 'bad_table' })
  })
})

describe('query', () => {
  it('takes values of any kind, none of which becomes part of the statement', async () => {
    const nasty = [`'`, `\\`, `\\'`, `' or 1 = 1 --`, '\n\t\0', '{x:String}', '🙂']
    for (const text of nasty) expect(await warehouse.query('select {text:String} as text', { text })).toEqual([{ text }])
    const sql = `select {list:Array(String)} as list, {n:UInt64} as n, {at:DateTime64(3, 'UTC')} as at, {none:Nullable(Int8)} as none, '{n:UInt64}' as quoted`
    const params = { list: nasty, n: 2 ** 53 - 1, at: new Date('2024-01-02T03:04:05.678Z'), none: null }
    expect(await warehouse.query(sql, params)).toEqual([{ ...params, at: '2024-01-02 03:04:05.678', quoted: '{n:UInt64}' }])
    await expect(warehouse.query('select {missing:String}')).rejects.toMatchObject({ code: 'missing_parameter' })
  })

  it('lets a statement state its own settings, which do not stick', async () => {
    const setting = `select value from system.settings where name = 'max_execution_time'`
    expect(await warehouse.query(`${setting} settings max_execution_time = 7`)).toEqual([{ value: '7' }])
    const after = await Promise.all(Array.from({ length: 8 }, () => warehouse.query(setting)))
    expect(after.flat()).toEqual(after.map(() => ({ value: '30' })))
  })

  it('stops a query that takes too long', async () => {
    await expect(
      warehouse.query('select sum(sleepEachRow(0.05)) from numbers(200) settings max_execution_time = 1, max_block_size = 1'),
    ).rejects.toThrow(/TIMEOUT_EXCEEDED|Timeout exceeded/)
  })

  it('answers more queries than there are connections', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => warehouse.query('select {n:UInt8} as n', { n })))
    expect(answers.flat()).toEqual(Array.from({ length: 40 }, (_, n) => ({ n })))
  })
})

describe('stream', () => {
  it('hands out a large result in pieces', async () => {
    let bytes = 0
    let pieces = 0
    for await (const piece of warehouse.stream('select number from numbers({n:UInt32}) format JSONEachRow', { n: 500_000 })) {
      bytes += piece.length
      pieces += 1
    }
    expect(pieces).toBeGreaterThan(1)
    expect(bytes).toBeGreaterThan(500_000 * '{"number":1}\n'.length)
  })

  it('can be left halfway', async () => {
    for await (const piece of warehouse.stream('select number from numbers(5000000) format JSONEachRow')) if (piece.length > 0) break
    await warehouse.ping()
  })
})

describe('people_facts', () => {
  it('puts facts under the person they belong to now', async () => {
    const rows = [
      fact({ workspace_id: 20 }),
      fact({ workspace_id: 20, profile_id: uuid(2) }),
      fact({ workspace_id: 21, profile_id: uuid(2) }),
    ]
    await warehouse.insert({ table: 'facts', rows: lines(rows), token: 'people' })
    const merged = { workspace_id: 20, profile_id: uuid(2), into_profile_id: uuid(1), version: 1 }
    await warehouse.insert({ table: 'merged_profiles', rows: lines([merged]), token: 'merge-1' })
    const people =
      'select workspace_id as w, profile_id as p, count() as n from people_facts where w in (20, 21) group by w, p order by w, p'
    expect(await warehouse.query(people)).toEqual([{ w: 20, p: uuid(1), n: 2 }, { w: 21, p: uuid(2), n: 1 }]) // prettier-ignore
    await warehouse.insert({
      table: 'merged_profiles',
      rows: lines([{ ...merged, into_profile_id: uuid(2), version: 2 }]),
      token: 'merge-2',
    })
    expect(await warehouse.query(people)).toHaveLength(3)
  })
})

describe('opening', () => {
  it('refuses a second directory in one process, with a reason', async () => {
    await expect(openEmbeddedWarehouse(`${dataDir}/other`)).rejects.toMatchObject({ code: 'warehouse_open_failed' })
  })
})
