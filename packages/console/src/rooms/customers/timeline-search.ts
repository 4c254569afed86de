/** What narrows a person's timeline: all of it in the address. Days are of the reader's time zone. */
export type TimelineSearch = {
  name?: string | undefined
  source?: number | undefined
  text?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const DAY = /^\d{4}-\d{2}-\d{2}$/u
const DAY_MS = 86_400_000

/** Takes what it understands of an address that somebody may have written by hand. */
export function readTimelineSearch(search: Record<string, unknown>): TimelineSearch {
  const text = (value: unknown, most: number) => (typeof value === 'string' && value !== '' ? value.slice(0, most) : undefined)
  const day = (value: unknown) => (typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined)
  const source = Number(search['source'])
  return {
    name: text(search['name'], 500),
    source: search['source'] !== undefined && Number.isSafeInteger(source) && source > 0 ? source : undefined,
    text: text(search['text'], 200),
    from: day(search['from']),
    to: day(search['to']),
  }
}

/** The same for the server. */
export function timelineInput({ name, source, text, from, to }: TimelineSearch) {
  return {
    ...(name !== undefined && { names: [name] }),
    ...(source !== undefined && { sourceId: source }),
    ...(text !== undefined && { text }),
    ...(from !== undefined && { from: new Date(`${from}T00:00`).toISOString() }),
    ...(to !== undefined && { to: new Date(new Date(`${to}T00:00`).getTime() + DAY_MS).toISOString() }),
  }
}
