import pg from 'pg'
import type { Passwords } from './passwords.ts'

export const appRole = 'percorso_app'
export const systemRole = 'percorso_system'
export const authRole = 'percorso_auth'

/** For the embedded server: the roles sign in themselves, with passwords that only this data folder knows. */
export async function ensureLoginRoles(owner: pg.Client, passwords: Passwords): Promise<void> {
  await ensureRole(owner, appRole, `login password ${pg.escapeLiteral(passwords.app)}`)
  await ensureRole(owner, systemRole, `login password ${pg.escapeLiteral(passwords.system)}`)
  await ensureRole(owner, authRole, `login password ${pg.escapeLiteral(passwords.auth)}`)
}

/** For a server of yours: nobody signs in as the roles; `member`, the user of DATABASE_URL, steps into them. */
export async function ensureGrantedRoles(admin: pg.Client, member: string): Promise<void> {
  for (const role of [appRole, systemRole, authRole]) {
    await ensureRole(admin, role, 'nologin')
    await admin.query(`grant ${role} to ${pg.escapeIdentifier(member)}`)
  }
}

async function ensureRole(client: pg.Client, role: string, options: string): Promise<void> {
  const found = await client.query('select from pg_roles where rolname = $1', [role])
  await client.query(`${found.rowCount ? 'alter' : 'create'} role ${role} ${options}`)
}
