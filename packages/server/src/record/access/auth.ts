import { betterAuth } from 'better-auth'
import type { BetterAuthOptions } from 'better-auth'
import { getAdapter } from 'better-auth/db/adapter'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import type { Config, Logger } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { hashSessionTokens } from './hashed-sessions.ts'
import { openSessionPlugin } from './open-session.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { keepSecret } from './secret-tables.ts'

export type AuthDeps = { postgres: Pick<Postgres, 'auth' | 'system'>; config: AuthConfig; log: Logger }
export type AuthConfig = Pick<Config, 'secret' | 'oidc'>
/** better-auth for one address that we are reached at: cookies and the way back from a provider depend on it. */
export type Auth = Awaited<ReturnType<typeof prepare>>
export type AuthAt = (origin: string) => Promise<Auth>

const DAY_S = 86_400
const SESSION_DAYS = 30
const ADDRESSES_MAX = 50
const PASSWORD_LENGTH = { min: 10, max: 200 }

/** Signing in, by better-auth on tables and a role of its own. Nobody signs up: people come by the first link or by an invitation. */
export function createAuth(deps: AuthDeps): AuthAt {
  const known = new Map<string, Promise<Auth>>()
  return async (origin) => {
    if (!known.has(origin) && known.size >= ADDRESSES_MAX) known.clear()
    const auth = known.get(origin) ?? prepare(deps, origin)
    known.set(origin, auth)
    return auth.catch((error: unknown) => {
      known.delete(origin)
      throw error
    })
  }
}

async function prepare({ postgres, config, log }: AuthDeps, origin: string) {
  const secret = config.secret ?? (await keepSecret(postgres))
  const options = { ...optionsFor(origin, secret), plugins: pluginsFor(config), logger: { log: logTo(log) } }
  const adapter = hashSessionTokens(await getAdapter({ ...options, database: postgres.auth }))
  return betterAuth({ ...options, database: () => adapter })
}

function pluginsFor({ oidc }: AuthConfig) {
  const provider = oidc && {
    providerId: 'oidc',
    discoveryUrl: `${oidc.issuer.replace(/\/$/u, '')}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    disableSignUp: true,
  }
  return [
    openSessionPlugin,
    twoFactor({ issuer: 'Percorso', schema: twoFactorColumns }),
    genericOAuth({ config: provider ? [provider] : [] }),
  ]
}

function optionsFor(origin: string, secret: string) {
  const secure = origin.startsWith('https:')
  const prefix = secure ? '__Host-percorso' : 'percorso'
  return {
    appName: 'Percorso',
    baseURL: origin,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [origin],
    telemetry: { enabled: false },
    rateLimit: { enabled: false }, // ours is in PostgreSQL, where every process sees it
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      password: { hash: hashPassword, verify: verifyPassword },
      revokeSessionsOnPasswordReset: true,
    },
    // A provider may only open an account that somebody invited by this very address, and that the provider has verified.
    account: { ...accountColumns, accountLinking: { enabled: true, trustedProviders: [], requireLocalEmailVerified: false } },
    user: userColumns,
    session: {
      ...sessionColumns,
      additionalFields: { inWorkspace: { type: 'number', required: false, input: false, fieldName: 'in_workspace' } },
      expiresIn: SESSION_DAYS * DAY_S,
      updateAge: DAY_S,
      freshAge: 0,
    },
    verification: { ...verificationColumns, storeIdentifier: 'hashed' },
    advanced: {
      useSecureCookies: false, // which would only say __Secure-; __Host- is stricter
      cookiePrefix: prefix,
      cookies: { session_token: { name: `${prefix}_session` } },
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: ['x-percorso-address'] },
    },
  } satisfies BetterAuthOptions
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' }
const userColumns = { modelName: 'auth_users', fields: { emailVerified: 'email_verified', ...times } } as const
const sessionColumns = {
  modelName: 'auth_sessions',
  fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...times },
} as const
const accountColumns = {
  modelName: 'auth_accounts',
  fields: {
    userId: 'user_id',
    accountId: 'account_id',
    providerId: 'provider_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    ...times,
  },
} as const
const verificationColumns = { modelName: 'auth_verifications', fields: { expiresAt: 'expires_at', ...times } } as const
const twoFactorColumns = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'auth_two_factors',
    fields: {
      userId: 'user_id',
      backupCodes: 'backup_codes',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
} as const

/** Its messages without their details: those hold addresses and tokens. */
function logTo(log: Logger) {
  return (level: string, message: string) => {
    if (level === 'error') log.error({ from: 'better-auth' }, message)
    else log.debug({ from: 'better-auth' }, message)
  }
}
