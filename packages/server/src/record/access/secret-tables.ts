import { randomBytes } from 'node:crypto'
import type { Postgres } from '../../stores/index.ts'

/** The secret that all processes of an installation share, made up once. */
export async function keepSecret({ system }: Pick<Postgres, 'system'>): Promise<string> {
  await system.query('insert into auth_secrets (secret) values ($1) on conflict do nothing', [randomBytes(32).toString('base64url')])
  const { rows } = await system.query<{ secret: string }>('select secret from auth_secrets')
  return rows[0]!.secret
}
