import type { JourneyQuestion, JourneySankey } from '@percorso/contract'
import { readyJourneys } from './read-journeys.ts'
import type { Asking, Journeys } from './read-journeys.ts'
import { selectPlaces } from './sankey-facts.ts'
import type { PlaceRow } from './sankey-facts.ts'

export type SankeyWish = { question: JourneyQuestion; places: number; top: number }

/**
 * Journeys unrolled by place: the most frequent steps of each of the first places, everything else as one node of others. Nothing is left out: what goes
 * into a node and what goes out of it, or ends there, are its journeys.
 */
export async function readSankey(asking: Asking, { question, places, top }: SankeyWish): Promise<JourneySankey> {
  const journeys = await readyJourneys(asking, question)
  const rows = await selectPlaces(asking.warehouse, journeys.log, places)
  const nodes: JourneySankey['nodes'] = []
  const slots = Array.from({ length: places }, (_, k) => addNodes(journeys, { rows: rows.filter(({ place }) => place === k + 1), top, nodes }))
  const links = new Map<string, JourneySankey['links'][number]>()
  for (const { place, a, b, cases } of rows) {
    if (b === 0 || place === places) continue
    const [from, to] = [slots[place - 1]!.get(a)!, slots[place]!.get(b)!]
    const link = links.get(`${from} ${to}`) ?? { from, to, cases: 0 }
    links.set(`${from} ${to}`, { ...link, cases: link.cases + cases })
  }
  const first = nodes.filter(({ place }) => place === 1)
  return {
    ...journeys.asked,
    cases: first.reduce((sum, { cases }) => sum + cases, 0),
    nodes,
    links: [...links.values()].sort((x, y) => x.from - y.from || x.to - y.to),
  }
} // prettier-ignore

type Place = { rows: PlaceRow[]; top: number; nodes: JourneySankey['nodes'] }

/** Adds the nodes of a place, the largest first, others last; gives the node of each step. */
function addNodes({ stepAt }: Journeys, { rows, top, nodes }: Place): Map<number, number> {
  const counts = new Map<number, { cases: number; ended: number }>()
  for (const { a, b, cases } of rows) {
    const { cases: before = 0, ended = 0 } = counts.get(a) ?? {}
    counts.set(a, { cases: before + cases, ended: ended + (b === 0 ? cases : 0) })
  }
  const ranked = [...counts].sort(([x, one], [y, other]) => other.cases - one.cases || x - y)
  const slots = new Map<number, number>()
  for (const [rank, [number, { cases, ended }]] of ranked.entries()) {
    const isOther = rank >= top
    if (rank <= top) nodes.push({ place: rows[0]!.place, ...(isOther ? OTHERS : named(stepAt(number))), cases: 0, ended: 0 })
    const node = nodes.at(-1)!
    node.cases += cases
    node.ended += ended
    slots.set(number, nodes.length - 1)
  }
  return slots
}

const OTHERS = { step: null, name: '' }
const named = ({ step, name }: { step: string; name: string }) => ({ step, name })
