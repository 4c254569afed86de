import { createHash } from 'node:crypto'
import type { BetterAuthOptions, DBAdapter, Where } from 'better-auth'

type Adapter = DBAdapter<BetterAuthOptions>
type Query = { model: string; where?: Where[] | undefined }
type Row = Record<string, unknown>

/**
 * better-auth keeps session tokens as the browser has them; whoever reads the table, or a backup of it, could use them. Here they are hashed on
 * their way in, and what is asked by a token finds its hash. A session that was found by its token has it again; any other shows the hash.
 */
export function hashSessionTokens(adapter: Adapter): Adapter {
  return {
    ...adapter,
    create: async (query) => {
      const { data, model } = query as unknown as { data: Row; model: string }
      const made = await adapter.create({ ...query, data: stored(model, data) } as never)
      return withToken(made, model, data['token']) as never
    },
    findOne: async (query) => shown(query, await adapter.findOne(hashed(query) as never)) as never,
    findMany: (query) => adapter.findMany(hashed(query) as never),
    count: (query) => adapter.count(hashed(query) as never),
    update: async (query) =>
      shown(query, await adapter.update({ ...hashed(query), update: stored(query.model, query.update) } as never)) as never,
    updateMany: (query) => adapter.updateMany({ ...hashed(query), update: stored(query.model, query.update) } as never),
    delete: (query) => adapter.delete(hashed(query) as never),
    deleteMany: (query) => adapter.deleteMany(hashed(query) as never),
    consumeOne: async (query) => shown(query, await adapter.consumeOne(hashed(query) as never)) as never,
    transaction: (work) => adapter.transaction((inner) => work(hashSessionTokens(inner as Adapter))),
  }
}

function hashSessionToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

function stored(model: string, data: Row): Row {
  return model === 'session' && typeof data['token'] === 'string' ? { ...data, token: hashSessionToken(data['token']) } : data
}

function hashed<Q extends Query>(query: Q): Q {
  if (query.model !== 'session' || !query.where) return query
  return { ...query, where: query.where.map((part) => (part.field === 'token' ? { ...part, value: hashedValue(part.value) } : part)) }
}

function hashedValue(value: Where['value']): Where['value'] {
  if (Array.isArray(value)) return value.map((one) => hashSessionToken(String(one)))
  return typeof value === 'string' ? hashSessionToken(value) : value
}

/** What was found by a token is given it back. */
function shown({ model, where }: Query, row: unknown): unknown {
  return withToken(row, model, where?.find(({ field }) => field === 'token')?.value)
}

function withToken(row: unknown, model: string, token: unknown): unknown {
  return model === 'session' && row && typeof token === 'string' ? { ...row, token } : row
}
