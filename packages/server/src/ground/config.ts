import path from 'node:path'
import { z } from 'zod'
import { PercorsoError } from './errors.ts'

const gibibyte = 2 ** 30

const bytes = (fallback: number) =>
  z.coerce.number('a number of bytes').int('a whole number of bytes').nonnegative('not negative').default(fallback)

const url = (schemes: string[]) =>
  z
    .string()
    .refine((text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)), `a URL that starts with ${schemes.join(':// or ')}://`)

const postgresUrl = url(['postgres', 'postgresql'])
const httpUrl = url(['http', 'https'])

/** Names or addresses, separated by commas or spaces. */
const hosts = z
  .string()
  .default('')
  .transform((text) =>
    text
      .toLowerCase()
      .split(/[\s,]+/u)
      .filter((host) => host !== ''),
  )

const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0', 'yes', 'no'])], 'true or false')
  .transform((value) => [true, 'true', '1', 'yes'].includes(value))

const settings = z.object({
  dataDir: z
    .string()
    .default('.percorso')
    .transform((folder) => path.resolve(folder)),
  port: z.coerce
    .number('a port number')
    .int('a whole number')
    .min(0, '0 (any free port) to 65535')
    .max(65535, '0 (any free port) to 65535')
    .default(3000),
  host: z.string().default('127.0.0.1'),
  role: z.enum(['all', 'api', 'worker'], 'all, api or worker').default('all'),
  databaseUrl: postgresUrl.optional(),
  databaseAdminUrl: postgresUrl.optional(),
  clickhouseUrl: httpUrl.optional(),
  clickhouseCluster: z.string().regex(/^\w+$/, 'the name of a cluster: letters, digits and underscores').optional(),
  trustProxy: flag.default(false),
  allowPrivateHosts: hosts,
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'fatal, error, warn, info, debug, trace or silent')
    .default('info'),
  intakeLimitBytes: bytes(2 * gibibyte),
  minFreeDiskBytes: bytes(gibibyte / 2),
  otlpEndpoint: httpUrl.optional(),
  secret: z.string().min(32, 'at least 32 characters that nobody can guess').optional(),
  oidcIssuer: httpUrl.optional(),
  oidcClientId: z.string().optional(),
  oidcClientSecret: z.string().optional(),
  oidcName: z.string().max(60, 'a name of 60 characters at most').default('single sign-on'),
})

type Setting = keyof z.input<typeof settings>

const variables: Record<Setting, string> = {
  dataDir: 'PERCORSO_DATA_DIR',
  port: 'PERCORSO_PORT',
  host: 'PERCORSO_HOST',
  role: 'PERCORSO_ROLE',
  databaseUrl: 'DATABASE_URL',
  databaseAdminUrl: 'DATABASE_ADMIN_URL',
  clickhouseUrl: 'CLICKHOUSE_URL',
  clickhouseCluster: 'CLICKHOUSE_CLUSTER',
  trustProxy: 'PERCORSO_TRUST_PROXY',
  allowPrivateHosts: 'PERCORSO_ALLOW_PRIVATE_HOSTS',
  logLevel: 'PERCORSO_LOG_LEVEL',
  intakeLimitBytes: 'PERCORSO_INTAKE_LIMIT_BYTES',
  minFreeDiskBytes: 'PERCORSO_MIN_FREE_DISK_BYTES',
  otlpEndpoint: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  secret: 'PERCORSO_SECRET',
  oidcIssuer: 'PERCORSO_OIDC_ISSUER',
  oidcClientId: 'PERCORSO_OIDC_CLIENT_ID',
  oidcClientSecret: 'PERCORSO_OIDC_CLIENT_SECRET',
  oidcName: 'PERCORSO_OIDC_NAME',
}

/** A provider that people sign in with. */
type Oidc = { issuer: string; clientId: string; clientSecret: string; name: string }
export type Config = Readonly<z.output<typeof settings>> & { readonly oidc?: Oidc }
export type ConfigOverrides = { [Name in Setting]?: z.input<typeof settings>[Name] | undefined }

/** Reads and checks the environment, once. Overrides (command-line flags, tests) win over it. Nothing else reads `process.env`. */
export function readConfig(overrides: ConfigOverrides = {}, environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(names().map((name) => [name, overrides[name] ?? (environment[variables[name]] || undefined)]))
  const parsed = settings.safeParse(given)
  if (!parsed.success) throw new PercorsoError('bad_config', parsed.error.issues.map(explain).join('\n'))
  refuseSharedEmbeddedStores(parsed.data)
  refuseClusterWithoutServer(parsed.data)
  const oidc = oidcOf(parsed.data)
  return {
    ...parsed.data,
    ...(oidc && { oidc }),
    ...(parsed.data.databaseUrl && { databaseAdminUrl: parsed.data.databaseAdminUrl ?? parsed.data.databaseUrl }),
  }
}

/**
 * Gives libuv the threads that the embedded ClickHouse runs its statements on: four would let four slow queries hold up every write.
 * Counts only before the first of them is used, so the program calls it before anything else.
 */
export function widenThreadPool(environment: NodeJS.ProcessEnv = process.env): void {
  environment['UV_THREADPOOL_SIZE'] ??= '12'
}

function names(): Setting[] {
  return Object.keys(variables) as Setting[]
}

function explain(issue: z.core.$ZodIssue): string {
  const name = issue.path[0] as Setting
  return `${variables[name]} should be ${issue.message}`
}

/** All of a provider or none of it: half of one would fail when somebody signs in. */
function oidcOf({ oidcIssuer, oidcClientId, oidcClientSecret, oidcName }: z.output<typeof settings>): Oidc | undefined {
  if (!oidcIssuer && !oidcClientId && !oidcClientSecret) return undefined
  if (oidcIssuer && oidcClientId && oidcClientSecret)
    return { issuer: oidcIssuer, clientId: oidcClientId, clientSecret: oidcClientSecret, name: oidcName }
  throw new PercorsoError('bad_config', `${variables.oidcIssuer}, ${variables.oidcClientId} and ${variables.oidcClientSecret} go together`)
}

function refuseSharedEmbeddedStores(config: Config): void {
  const embedded = [!config.databaseUrl && variables.databaseUrl, !config.clickhouseUrl && variables.clickhouseUrl].filter(
    (name) => name !== false,
  )
  if (config.role === 'all' || embedded.length === 0) return
  throw new PercorsoError(
    'bad_config',
    `${variables.role}=${config.role} needs ${embedded.join(' and ')}: one process owns an embedded store`,
    {
      hint: `Set ${embedded.join(' and ')}, or run everything in one process with ${variables.role}=all.`,
    },
  )
}

function refuseClusterWithoutServer(config: Config): void {
  if (!config.clickhouseCluster || config.clickhouseUrl) return
  throw new PercorsoError(
    'bad_config',
    `${variables.clickhouseCluster} needs ${variables.clickhouseUrl}: the embedded ClickHouse is one node`,
  )
}
