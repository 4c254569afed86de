import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({}, {})).toMatchObject({
      dataDir: `${process.cwd()}/.percorso`,
      port: 3000,
      host: '127.0.0.1',
      role: 'all',
      trustProxy: false,
      allowPrivateHosts: [],
    })
  })

  it('reads the environment, over which overrides win', () => {
    const environment = {
      PERCORSO_PORT: '4000',
      PERCORSO_TRUST_PROXY: 'true',
      PERCORSO_ALLOW_PRIVATE_HOSTS: 'localhost, CRM.internal',
      PERCORSO_LOG_LEVEL: 'debug',
      DATABASE_URL: 'postgres://a/b',
      CLICKHOUSE_URL: '',
    }
    const config = readConfig({ port: 0 }, environment)
    expect(config).toMatchObject({
      port: 0,
      trustProxy: true,
      allowPrivateHosts: ['localhost', 'crm.internal'],
      logLevel: 'debug',
      databaseUrl: 'postgres://a/b',
      databaseAdminUrl: 'postgres://a/b',
    })
    expect(config.clickhouseUrl).toBeUndefined()
  })

  it.each([
    [{ PERCORSO_PORT: 'abc' }, 'PERCORSO_PORT should be a port number'],
    [{ PERCORSO_PORT: '70000' }, 'PERCORSO_PORT should be 0 (any free port) to 65535'],
    [{ PERCORSO_ROLE: 'boss' }, 'PERCORSO_ROLE should be all, api or worker'],
    [{ DATABASE_URL: 'mysql://a' }, 'DATABASE_URL should be a URL that starts with postgres:// or postgresql://'],
    [{ PERCORSO_TRUST_PROXY: 'maybe' }, 'PERCORSO_TRUST_PROXY should be true or false'],
    [{ PERCORSO_INTAKE_LIMIT_BYTES: '-1' }, 'PERCORSO_INTAKE_LIMIT_BYTES should be not negative'],
    [{ PERCORSO_ROLE: 'api' }, 'PERCORSO_ROLE=api needs DATABASE_URL and CLICKHOUSE_URL'],
    [{ PERCORSO_ROLE: 'worker', DATABASE_URL: 'postgres://a' }, 'PERCORSO_ROLE=worker needs CLICKHOUSE_URL'],
    [{ CLICKHOUSE_CLUSTER: 'main' }, 'CLICKHOUSE_CLUSTER needs CLICKHOUSE_URL'],
  ])('says what is wrong with %j', (environment, message) => {
    expect(() => readConfig({}, environment)).toThrow(message)
  })
})
