import type { Profile } from '../profiles/index.ts'
import { exportTexts } from './export-texts.ts'
import type { Language } from './export-texts.ts'

export type ShownFact = { time: string; type: string; name: string; properties: Record<string, unknown> }
export type PageContent = { person: Profile; facts: ShownFact[]; files: string[]; madeAt: string }

const LANGUAGE_TRAITS = ['language', 'locale', 'lang', 'preferredLanguage', 'preferred_language']
const style = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;border-bottom:1px solid #ddd;padding:.3rem .6rem;overflow-wrap:anywhere}
h2{margin-top:2.5rem}code{font-size:.85em;white-space:pre-wrap}`

/** The language a person is known to read, as far as we write it. */
function languageOf({ traits }: Pick<Profile, 'traits'>): Language {
  for (const key of LANGUAGE_TRAITS) {
    const value = traits.find((trait) => trait.key === key)?.value
    const tag = typeof value === 'string' ? value.slice(0, 2).toLowerCase() : ''
    if (tag === 'it' || tag === 'pl' || tag === 'en') return tag
  }
  return 'en'
}

/** A page for people, whole in itself: it loads nothing and runs nothing, whatever somebody was called. */
export function personPage({ person, facts, files, madeAt }: PageContent): string {
  const language = languageOf(person)
  const texts = exportTexts[language]
  const latest = texts.latest.replace('{shown}', String(facts.length)).replace('{all}', String(person.facts))
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${texts.title}</title><style>${style}</style></head>
<body><h1>${texts.title}</h1><p>${texts.made} ${madeAt}</p>
<h2>${texts.identifiers}</h2>${table(
    person.identifiers.map(({ kind, value, firstSeen, lastSeen }) => [kind, value, `${day(firstSeen)} – ${day(lastSeen)}`]),
    texts.none,
  )}
<h2>${texts.traits}</h2>${table(
    person.traits.map(({ key, value, changedAt }) => [key, shown(value), day(changedAt)]),
    texts.none,
  )}
<h2>${texts.accounts}</h2>${table(
    person.accounts.map(({ accountId, firstSeen, lastSeen }) => [accountId, `${day(firstSeen)} – ${day(lastSeen)}`]),
    texts.none,
  )}
<h2>${texts.facts}</h2><p>${latest}</p>${table(
    facts.map(({ time, name, properties }) => [time, name, shown(properties)]),
    texts.none,
  )}
<h2>${texts.files}</h2>${table(
    files.map((file) => [file, texts.fileList[file] ?? '']),
    texts.none,
  )}
</body></html>
`
}

function table(rows: string[][], none: string): string {
  if (rows.length === 0) return `<p>${none}</p>`
  return `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td><bdi>${escaped(cell)}</bdi></td>`).join('')}</tr>`).join('\n')}</table>`
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function day(time: string | null): string {
  return time === null ? '' : time.slice(0, 10)
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (char) => `&#${char.charCodeAt(0)};`)
}
