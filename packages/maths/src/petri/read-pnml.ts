import type { Arc, PetriNet } from './petri-net.ts'
import { readXml } from './read-xml.ts'
import type { XmlElement } from './read-xml.ts'
import { XmlProblem } from './xml-scanner.ts'

const TOKENS_MAX = 1000
const SILENT_NAMES = new Set(['', 'tau', 'τ'])
const REFUSED = new Set(['referencePlace', 'referenceTransition'])

type Node = { kind: 'place' | 'transition'; index: number }
type Content = { places: XmlElement[]; transitions: XmlElement[]; arcs: XmlElement[] }

/**
 * Reads a Petri net from PNML (ISO/IEC 15909-2), place/transition nets on any number of pages. Silent are transitions that ProM marks as invisible and
 * those without a name or named tau. Without final markings (an addition of ProM's) the one place that nothing leaves is where it ends.
 * What cannot be read is told as a problem.
 */
export function readPnml(document: string): { net: PetriNet } | { problem: string } {
  try {
    return { net: netOf(readXml(document)) }
  } catch (problem) {
    if (problem instanceof XmlProblem) return { problem: problem.message }
    throw problem
  }
}

function netOf(root: XmlElement): PetriNet {
  const nets = named(root, 'net')
  if (root.name !== 'pnml' || nets.length !== 1) throw new XmlProblem('this is not PNML with one net')
  const net = nets[0]!
  const content = contentOf(net)
  const nodes = nodesOf(content)
  const transitions = content.transitions.map((element) => ({ label: labelOf(element), inputs: [] as Arc[], outputs: [] as Arc[] }))
  for (const arc of content.arcs) {
    const [source, target] = ['source', 'target'].map((end) => endOf(arc, end, nodes))
    if (source!.kind === target!.kind) throw new XmlProblem(`arc ${idOf(arc)} does not join a place and a transition`)
    const weight = wholeNumber('an inscription', textOf(arc, 'inscription'), 1)
    if (weight === 0) throw new XmlProblem(`arc ${idOf(arc)} has a weight of 0`)
    if (source!.kind === 'place') addArc(transitions[target!.index]!.inputs, { place: source!.index, weight })
    else addArc(transitions[source!.index]!.outputs, { place: target!.index, weight })
  }
  const places = content.places.map(idOf)
  const initial = content.places.map((place) => wholeNumber('an initial marking', textOf(place, 'initialMarking'), 0))
  return { places, transitions, initial, final: finalOf(net, nodes, places) ?? sinkOf(places, transitions) }
}

/** What is on the net and its pages, and on theirs. */
function contentOf(element: XmlElement): Content {
  const refused = element.children.find(({ name }) => REFUSED.has(name))
  if (refused) throw new XmlProblem(`a ${refused.name} is not understood: place nodes themselves on the pages`)
  const pages = named(element, 'page').map(contentOf)
  const all = (name: 'place' | 'transition' | 'arc', of: (page: Content) => XmlElement[]) => [...named(element, name), ...pages.flatMap(of)]
  return {
    places: all('place', (page) => page.places),
    transitions: all('transition', (page) => page.transitions),
    arcs: all('arc', (page) => page.arcs),
  }
}

function nodesOf({ places, transitions }: Content): Map<string, Node> {
  const nodes = new Map<string, Node>()
  const add = (kind: Node['kind']) => (element: XmlElement, index: number) => {
    const id = idOf(element)
    if (nodes.has(id)) throw new XmlProblem(`there are two nodes ${id}`)
    nodes.set(id, { kind, index })
  }
  places.forEach(add('place'))
  transitions.forEach(add('transition'))
  return nodes
}

function endOf(arc: XmlElement, end: string, nodes: Map<string, Node>): Node {
  const kind = textOf(arc, 'arctype') ?? 'normal'
  if (kind !== 'normal') throw new XmlProblem(`arc ${idOf(arc)} is of the kind ${kind}; only normal ones are understood`)
  const id = arc.attributes.get(end)
  const node = id === undefined ? undefined : nodes.get(id)
  if (!node) throw new XmlProblem(`arc ${idOf(arc)} has no ${end} in the net`)
  return node
}

/** Arcs that join the same two are one, of their weights together. */
function addArc(arcs: Arc[], { place, weight }: Arc): void {
  const same = arcs.find((arc) => arc.place === place)
  if (same) same.weight += weight
  else arcs.push({ place, weight })
}

function labelOf(transition: XmlElement): string | undefined {
  const invisible = named(transition, 'toolspecific').some(({ attributes }) => attributes.get('activity')?.includes('$invisible$'))
  const name = textOf(transition, 'name') ?? ''
  return invisible || SILENT_NAMES.has(name.toLowerCase()) ? undefined : name
}

function finalOf(net: XmlElement, nodes: Map<string, Node>, places: string[]): number[] | undefined {
  const markings = named(net, 'finalmarkings').flatMap((element) => named(element, 'marking'))
  if (markings.length > 1) throw new XmlProblem('the net has more than one final marking')
  if (!markings[0]) return undefined
  const final = places.map(() => 0)
  for (const element of named(markings[0], 'place')) {
    const id = element.attributes.get('idref') ?? ''
    const node = nodes.get(id)
    if (node?.kind !== 'place') throw new XmlProblem(`the final marking names ${id}, which is no place of the net`)
    final[node.index]! += wholeNumber('a final marking', named(element, 'text')[0]?.text, 0)
  }
  return final
}

function sinkOf(places: string[], transitions: PetriNet['transitions']): number[] {
  const left = new Set(transitions.flatMap(({ inputs }) => inputs.map(({ place }) => place)))
  const sinks = [...places.keys()].filter((place) => !left.has(place))
  if (sinks.length !== 1) throw new XmlProblem('the net says no final marking, and has not just one place that nothing leaves')
  return places.map((_, place) => (place === sinks[0] ? 1 : 0))
}

function idOf(element: XmlElement): string {
  const id = element.attributes.get('id')
  if (id === undefined) throw new XmlProblem(`a ${element.name} has no id`)
  return id
}

/** `<name><text>…</text></name>` inside an element. */
function textOf(element: XmlElement, name: string): string | undefined {
  const [holder] = named(element, name)
  return holder && named(holder, 'text')[0]?.text.trim()
}

function wholeNumber(what: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  const value = Number(text)
  if (!/^\s*\d+\s*$/u.test(text) || value > TOKENS_MAX) throw new XmlProblem(`${what} is “${text}”: no whole number up to ${TOKENS_MAX}`)
  return value
}

function named(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name)
}
