import type { PetriNet, Transition } from './petri-net.ts'

/** For tests: a process as a tree; a string is an activity. `loop` is its first part, and then any number of times its second and first again. */
export type Tree =
  string | { kind: 'sequence' | 'choice' | 'parallel'; parts: Tree[] } | { kind: 'loop'; parts: [Tree, Tree] } | { kind: 'nothing' }

/** For tests: the net of a tree, each part between two places of its own. */
export function netOf(tree: Tree): PetriNet {
  const places: string[] = []
  const transitions: Transition[] = []
  const newPlace = () => places.push(`p${places.length}`) - 1
  const add = (label: string | undefined, from: number[], to: number[]) => {
    const arcs = (some: number[]) => some.map((place) => ({ place, weight: 1 }))
    transitions.push({ label, inputs: arcs(from), outputs: arcs(to) })
  }
  const build = (part: Tree, [from, to]: [number, number]): void => {
    if (typeof part === 'string') return add(part, [from], [to])
    if (part.kind === 'nothing') return add(undefined, [from], [to])
    if (part.kind === 'choice') return part.parts.forEach((one) => build(one, [from, to]))
    if (part.kind === 'sequence') {
      const between = [from, ...part.parts.slice(1).map(newPlace), to]
      return part.parts.forEach((one, k) => build(one, [between[k]!, between[k + 1]!]))
    }
    const ends = part.parts.map((): [number, number] => [newPlace(), newPlace()])
    part.parts.forEach((one, k) => build(one, ends[k]!))
    if (part.kind === 'parallel') {
      add(
        undefined,
        [from],
        ends.map(([begin]) => begin),
      )
      return add(
        undefined,
        ends.map(([, end]) => end),
        [to],
      )
    }
    const [[begin, end], [redo, redone]] = ends as [[number, number], [number, number]]
    add(undefined, [from], [begin])
    add(undefined, [end], [to])
    add(undefined, [end], [redo])
    add(undefined, [redone], [begin])
  }
  const [first, last] = [newPlace(), newPlace()]
  build(tree, [first, last])
  const marked = (place: number) => places.map((_, p) => (p === place ? 1 : 0))
  return { places, transitions, initial: marked(first), final: marked(last) }
}
