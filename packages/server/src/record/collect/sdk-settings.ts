import type { FastifyRequest } from 'fastify'
import type { KeyOwner } from './write-key-tables.ts'

/**
 * What Segment's analytics.js asks its CDN for before it sends anything: where to, and that there is nothing else to load. The answer is
 * the same for every key, so that a page starts however we are: a bad key is refused when facts come.
 */
export function segmentSettings({ host, protocol }: Pick<FastifyRequest, 'host' | 'protocol'>, writeKey: string) {
  const segment = { apiKey: writeKey, apiHost: `${host}/v1`, protocol, versionSettings: { version: '4.4.7', componentTypes: ['browser'] } }
  return {
    integrations: { 'Segment.io': segment },
    plan: {
      track: { __default: { enabled: true, integrations: {} } },
      identify: { __default: { enabled: true } },
      group: { __default: { enabled: true } },
    },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  }
}

/** What RudderStack's SDKs ask their control plane for: the source is on, and no destination needs anything of the SDK. */
export function rudderSettings({ sourceId, sourceName, workspaceId }: KeyOwner, writeKey: string) {
  const statsCollection = { errors: { enabled: false }, metrics: { enabled: false } }
  return {
    source: {
      id: String(sourceId),
      name: sourceName,
      writeKey,
      workspaceId: String(workspaceId),
      enabled: true,
      config: { statsCollection },
      destinations: [],
      connections: [],
      dataplanes: {},
    },
  }
}
