import type { Span, Tracer } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Processed } from '../record/collect/index.ts'

export type Tracing = {
  onChunk(processed: Processed, took_ms: number): void
  /** Makes a span of each request of a server that has not started yet. */
  watch(app: FastifyInstance): void
  stop(): Promise<void>
}

const off: Tracing = { onChunk: () => {}, watch: () => {}, stop: async () => {} }

/** Sends spans of requests and chunks to an OpenTelemetry collector, if one is configured; else loads nothing. */
export async function startTracing(otlpEndpoint: string | undefined): Promise<Tracing> {
  if (otlpEndpoint === undefined) return off
  const [{ OTLPTraceExporter }, sdk, { resourceFromAttributes }, { SpanKind, SpanStatusCode }] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/api'),
  ])
  const exporter = new OTLPTraceExporter({ url: `${otlpEndpoint.replace(/\/$/u, '')}/v1/traces` })
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'percorso' }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  })
  const tracer = provider.getTracer('percorso')
  return {
    onChunk: (processed, took_ms) => traceChunk(tracer, processed, took_ms),
    watch: (app) => traceRequests(app, { tracer, kind: SpanKind.SERVER, error: SpanStatusCode.ERROR }),
    stop: () => provider.shutdown(),
  }
}

function traceChunk(tracer: Tracer, { facts, bots, duplicates, rejected }: Processed, took_ms: number): void {
  const startTime = Date.now() - took_ms
  const attributes = {
    'percorso.facts': facts,
    'percorso.bots': bots,
    'percorso.duplicates': duplicates,
    'percorso.rejected': Object.values(rejected).reduce((sum, n) => sum + n, 0),
  }
  tracer.startSpan('process chunk', { startTime, attributes }).end()
}

type Requests = { tracer: Tracer; kind: number; error: number }

/** By route: an address may name people. */
function traceRequests(app: FastifyInstance, { tracer, kind, error }: Requests): void {
  const spans = new WeakMap<FastifyRequest, Span>()
  app.addHook('onRequest', async (request) => {
    const route = request.routeOptions.url ?? 'none'
    const attributes = { 'http.request.method': request.method, 'http.route': route }
    spans.set(request, tracer.startSpan(`${request.method} ${route}`, { kind, attributes }))
  })
  app.addHook('onResponse', async (request, reply) => {
    const span = spans.get(request)
    span?.setAttribute('http.response.status_code', reply.statusCode)
    if (reply.statusCode >= 500) span?.setStatus({ code: error })
    span?.end()
  })
}
