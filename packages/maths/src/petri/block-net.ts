import type { PetriNet, Transition } from './petri-net.ts'

/**
 * A process as blocks in blocks; a string is an activity. `step` is any one of several activities, all of one `part` of the design. `loop` is its first
 * part, and then any number of times its second and the first again.
 */
export type Block =
  | string
  | { kind: 'step'; labels: readonly string[]; part: string }
  | { kind: 'nothing' }
  | { kind: 'sequence' | 'choice' | 'parallel'; parts: readonly Block[] }
  | { kind: 'loop'; parts: readonly [Block, Block] }

/** Where a block begins and ends. `own`: no other block uses these two places, so that it may go back from the second to the first. */
type Ends = { from: number; to: number; own: boolean }

/**
 * The net of a block-structured process (S. J. J. Leemans, D. Fahland and W. M. P. van der Aalst, “Discovering block-structured process models from
 * event logs”, Petri Nets 2013): sound by construction. Few places, because what is in parallel multiplies the states that a search has to look at.
 */
export function blockNet(block: Block): PetriNet {
  const net = new Builder()
  const ends = net.newEnds()
  net.build(block, ends)
  const marked = (place: number) => net.places.map((_, p) => (p === place ? 1 : 0))
  return { places: net.places, transitions: net.transitions, initial: marked(ends.from), final: marked(ends.to) }
}

class Builder {
  readonly places: string[] = []
  readonly transitions: Transition[] = []

  newEnds(): Ends {
    return { from: this.newPlace(), to: this.newPlace(), own: true }
  }

  build(block: Block, ends: Ends): void {
    if (typeof block === 'string') return this.add(block, ends)
    switch (block.kind) {
      case 'step':
        return block.labels.forEach((label) => this.add(label, ends, block.part))
      case 'nothing':
        return this.silent([ends.from], [ends.to])
      case 'choice':
        return block.parts.forEach((part) => this.build(part, { ...ends, own: false }))
      case 'sequence':
        return this.sequence(block.parts, ends)
      case 'parallel':
        return this.parallel(block.parts, ends)
      case 'loop':
        return this.loop(block.parts, ends)
    }
  }

  private sequence(parts: readonly Block[], { from, to, own }: Ends): void {
    if (parts.length === 0) return this.silent([from], [to])
    const stops = [from, ...parts.slice(1).map(() => this.newPlace()), to]
    parts.forEach((part, k) => this.build(part, { from: stops[k]!, to: stops[k + 1]!, own: own && parts.length === 1 }))
  }

  private parallel(parts: readonly Block[], { from, to }: Ends): void {
    const inner = parts.map(() => this.newEnds())
    parts.forEach((part, k) => this.build(part, inner[k]!))
    const [begins, ends] = [inner.map((each) => each.from), inner.map((each) => each.to)]
    this.silent([from], begins)
    this.silent(ends, [to])
  }

  private loop([part, again]: readonly [Block, Block], ends: Ends): void {
    const round = ends.own ? ends : this.newEnds()
    if (!ends.own) {
      this.silent([ends.from], [round.from])
      this.silent([round.to], [ends.to])
    }
    this.build(part, { ...round, own: false })
    this.build(again, { from: round.to, to: round.from, own: false })
  }

  private add(label: string, { from, to }: Ends, part?: string): void {
    this.transitions.push({ label, inputs: arcs([from]), outputs: arcs([to]), ...(part !== undefined && { part }) })
  }

  private silent(from: number[], to: number[]): void {
    this.transitions.push({ label: undefined, inputs: arcs(from), outputs: arcs(to) })
  }

  private newPlace(): number {
    return this.places.push(`p${this.places.length}`) - 1
  }
}

function arcs(places: number[]) {
  return places.map((place) => ({ place, weight: 1 }))
}
