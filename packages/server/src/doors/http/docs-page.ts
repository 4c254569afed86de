import type { ApiDocument } from './openapi.ts'
import { escapeHtml, page } from './page.ts'

type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: { description?: string } }
type Body = { content?: Record<string, { schema?: unknown }> }
type Operation = {
  summary?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: Body
  responses?: Record<string, Body>
}
type Endpoint = Operation & { method: string; path: string; anchor: string }

/** The API on one page, for reading: plain HTML made from the OpenAPI document, which works without a script and without the internet. */
export function docsPage(document: ApiDocument): string {
  const groups = Map.groupBy(endpointsOf(document), ({ tags }) => tags?.[0] ?? 'Other')
  const contents = [...groups.values()]
    .flat()
    .map(({ anchor, method, path }) => `<li><a href="#${anchor}">${method} ${escapeHtml(path)}</a></li>`)
  const sections = [...groups].map(([tag, endpoints]) => `<section><h2>${escapeHtml(tag)}</h2>${endpoints.map(article).join('')}</section>`)
  const intro = `<h1>${escapeHtml(document.info.title)} API</h1><p>${withCode(document.info.description ?? '')}</p>
    <p>For programs: <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI ${escapeHtml(document.openapi)}).</p>
    <pre>curl -H 'Authorization: Bearer pt_…' http://localhost:3000/api/v1/stats</pre>`
  return page('Percorso API', `${intro}<nav aria-label="Endpoints"><ul>${contents.join('')}</ul></nav>${sections.join('')}`)
}

function endpointsOf({ paths = {} }: ApiDocument): Endpoint[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries((methods ?? {}) as Record<string, Operation>).map(([method, operation]) => {
      const full = `/api/v1${path}`
      return { ...operation, method: method.toUpperCase(), path: full, anchor: `${method}${full.replace(/[^a-z0-9]+/giu, '-')}` }
    }),
  )
}

function article({ anchor, method, path, summary, parameters, requestBody, responses }: Endpoint): string {
  return `<article id="${anchor}"><h3><code>${method} ${escapeHtml(path)}</code></h3><p>${escapeHtml(summary ?? '')}</p>
    ${parameterTable(parameters ?? [])}${schemaOf('Body', requestBody)}${schemaOf('Answer', responses?.['200'])}</article>`
}

function parameterTable(parameters: Parameter[]): string {
  if (parameters.length === 0) return ''
  const rows = parameters.map(({ name, in: place, required, description, schema }) => {
    const words = escapeHtml(description ?? schema?.description ?? '')
    return `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(place)}${required ? ', required' : ''}</td><td>${words}</td></tr>`
  })
  return `<table><thead><tr><th scope="col">Parameter</th><th scope="col">Where</th><th scope="col">What</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function schemaOf(title: string, body: Body | undefined): string {
  const schema = Object.values(body?.content ?? {})[0]?.schema
  if (schema === undefined) return ''
  return `<details><summary>${title}</summary><pre>${escapeHtml(JSON.stringify(schema, null, 2))}</pre></details>`
}

function withCode(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/gu, '<code>$1</code>')
}
