const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it may stand in HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ENTITIES[character]!)
}

/** The style of our few pages that are not the console's. Served as a file: the policy of our pages allows no inline style. */
export const pageStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: break-word }
h1 { font-size: 1.6rem } h2 { margin-top: 2.5rem; font-size: 1.25rem } h3 { margin: 1.75rem 0 .25rem; font-size: 1rem }
code, pre { font: .875rem/1.45 ui-monospace, monospace }
pre { padding: .75rem; overflow-x: auto; border: 1px solid light-dark(#d0d4da, #444a52); border-radius: .4rem }
table { border-collapse: collapse; width: 100% } th, td { padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid light-dark(#e3e6ea, #33383f) }
nav ul { columns: 16rem; padding-left: 1.2rem } a { color: light-dark(#0b5cad, #7db7ff) }
summary { cursor: pointer }
`

/** A page of ours: plain HTML, no script. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><link rel="stylesheet" href="/page.css"></head>
<body><main>${body}</main></body></html>`
}
