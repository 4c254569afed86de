import type { SnippetLanguage } from './source-search.ts'

// Code that sends a first fact, to be copied. Each of these is run by a test: they are shown as they stand.

type Sending = { origin: string; writeKey: string }

export const snippets: Record<SnippetLanguage, (sending: Sending) => string> = {
  curl: ({ origin, writeKey }) => `curl -u ${writeKey}: ${origin}/v1/track \\
  -H 'content-type: application/json' \\
  -d '{"userId":"ada","event":"Shop Visited","properties":{"city":"Milano"}}'`,

  page: ({ origin, writeKey }) => `<script>
  // Remembers the device. Ask for consent first, where you must.
  localStorage.percorso ??= [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

  function percorso(call, fact) {
    const body = JSON.stringify({ writeKey: '${writeKey}', anonymousId: localStorage.percorso, ...fact })
    return fetch('${origin}/v1/' + call, { method: 'POST', body, keepalive: true })
  }

  percorso('page', { name: document.title, properties: { url: location.href, referrer: document.referrer } })
  // percorso('track', { event: 'Product Added', properties: { price: 39.9 } })
  // percorso('identify', { userId: 'ada', traits: { email: 'ada@example.com' } })
</script>`,

  browser: ({ origin, writeKey }) => `// npm install @segment/analytics-next
import { AnalyticsBrowser } from '@segment/analytics-next'

export const analytics = AnalyticsBrowser.load({ writeKey: '${writeKey}', cdnURL: '${origin}' })

analytics.page()
analytics.track('Product Added', { price: 39.9 })`,

  node: ({ origin, writeKey }) => `// npm install @segment/analytics-node
import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ writeKey: '${writeKey}', host: '${origin}' })

analytics.track({ userId: 'ada', event: 'Shop Visited', properties: { city: 'Milano' } })
await analytics.closeAndFlush()`,

  python: ({ origin, writeKey }) => `# pip install segment-analytics-python
import segment.analytics as analytics

analytics.write_key = '${writeKey}'
analytics.host = '${origin}'

analytics.track('ada', 'Shop Visited', {'city': 'Milano'})
analytics.flush()`,
}
