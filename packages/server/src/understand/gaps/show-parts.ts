import { readyJourneys } from '../journeys/index.ts'
import { countedShare } from '../rules/index.ts'
import { ALL, FITS, HELD, selectParts } from './gap-facts.ts'
import type { PartRow } from './gap-facts.ts'
import { holdJourneys } from './hold-journeys.ts'
import type { HeldJourneys } from './hold-journeys.ts'
import { selectSegmentNames } from './gap-tables.ts'
import { ofEverybody, questionOf, readyMap } from './ready-map.ts'
import type { Asking, Span } from './ready-map.ts'
import { heldOf } from './held-of.ts'

const NUMBERS = [ALL, HELD, FITS]

/** The share of journeys as they were wished, by month and by segment. Everybody's ways through are held against the map once. */
export async function showParts(asking: Asking, { mapId, segmentIds, ...span }: Span & { mapId: number; segmentIds: number[] }) {
  const ready = await readyMap(asking, mapId)
  const question = questionOf(ready, span)
  const everybody = await holdJourneys(asking, ready, ofEverybody(question))
  const rowsOf = async (journeys: HeldJourneys['journeys'], part: string) => {
    const held = heldOf(asking, { ready, heldJourneys: { ...everybody, journeys }, span, marks: [] })
    return selectParts(asking.warehouse, held, { part, numbers: NUMBERS })
  }
  const meant = question.segmentId === undefined ? everybody.journeys : await readyJourneys(asking, question)
  const zone = meant.log.params.add(ready.timeZone, 'String')
  const byMonth = await rowsOf(meant, `toString(toStartOfMonth(toTimeZone(fromUnixTimestamp64Milli(toInt64(t0), 'UTC'), ${zone})))`)
  const names = await asking.request.inWorkspace((db) => selectSegmentNames({ db, workspaceId: asking.request.workspaceId }, segmentIds))
  const segments = []
  for (const { segmentId, name } of names) {
    const journeys = await readyJourneys(asking, { ...question, segmentId })
    const rows = await rowsOf(journeys, `'segment'`)
    segments.push({ segmentId, name, left_out: journeys.asked.left_out, ...sharesOf(rows) })
  }
  const months = [...Map.groupBy(byMonth, ({ part }) => part)].map(([day, rows]) => ({ month: `${day}T00:00:00.000Z`, ...sharesOf(rows) }))
  return { months, segments }
}

function sharesOf(rows: PartRow[]) {
  const count = (number: number) => rows.find((row) => row.number === number)?.journeys ?? 0
  return { ...countedShare(count(FITS), count(HELD)), unaligned: count(ALL) - count(HELD) }
}
