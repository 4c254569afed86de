import { touchpointLimits } from '@percorso/contract'
import type { FactMatch, TouchpointDraft, TouchpointSuggestion } from '@percorso/contract'
import { guessChannel, guessStage, wordsOf } from './guess-words.ts'

/** Facts of one name, or pages of one cleaned path, that belong to no touchpoint yet. */
export type Kind = { type: 'track' | 'page' | 'screen'; name: string; path: string | null; people: number; library: string }

export type Suggested = Pick<TouchpointSuggestion, 'draft' | 'because' | 'kinds'>

const PHYSICAL = new Set(['shop', 'post', 'event'])

/**
 * Puts kinds of facts together into touchpoints: pages by the beginning of their path, others by a word that several of their names share. What is left is
 * a touchpoint of its own. In the order of how many people met the most met kind of each.
 */
export function suggestTouchpoints(kinds: Kind[], taken: string[]): Suggested[] {
  const groups = [...pathGroups(kinds), ...wordGroups(kinds)]
  groups.sort((a, b) => mostMet(b.kinds) - mostMet(a.kinds))
  const names = new Set(taken)
  return groups.map(({ name, because, matches, kinds: those }) => {
    const free = freeName(name, names)
    names.add(free)
    return { draft: draftOf(free, matches, those), because, kinds: those.length }
  })
}

type Group = { name: string; because: Suggested['because']; matches: FactMatch[]; kinds: Kind[] }

function mostMet(kinds: Kind[]): number {
  return Math.max(...kinds.map(({ people }) => people))
}

function pathGroups(kinds: Kind[]): Group[] {
  const pages = kinds.filter((kind): kind is Kind & { path: string } => kind.path !== null)
  return [...Map.groupBy(pages, ({ path }) => path.split('/')[1]!).values()].map((those) => {
    const [only, ...others] = those
    if (others.length === 0) return { name: pageName(only!), because: 'path', matches: [pageMatch('equals', only!.path)], kinds: those }
    const prefix = commonSteps(those.map(({ path }) => path))
    const itself = those.some(({ path }) => path === prefix) ? [pageMatch('equals', prefix)] : []
    return { name: pathName(prefix), because: 'path', matches: [pageMatch('startsWith', `${prefix}/`), ...itself], kinds: those }
  })
}

function pageMatch(op: 'equals' | 'startsWith', value: string): FactMatch {
  return { type: 'page', where: [{ property: 'path', op, value }] }
}

/** The steps with which all of these paths begin, as a path. */
function commonSteps(paths: string[]): string {
  const [first, ...others] = paths.map((path) => path.split('/'))
  const end = first!.findIndex((step, place) => others.some((steps) => steps[place] !== step))
  return first!.slice(0, end === -1 ? undefined : end).join('/')
}

/** A page's title; or its path, if it has none. */
function pageName({ name, path }: Kind & { path: string }): string {
  return name === 'page' ? pathName(path) : name
}

/** The last step of a path that says something, as a name; short ones say nothing. */
function pathName(path: string): string {
  const step = path.split('/').findLast((part) => part.length > 3 && part !== ':id')
  return step ? capital(wordsOf(step).join(' ')) : path
}

/** What names say is done (`Order Completed`) puts no facts together: it is done to anything. */
function isSaying(word: string): boolean {
  return word.length > 2 && !/ed$|^(sent|seen|left|read|paid|made|begun|the|and|for|new|with)$/u.test(word)
}

function wordGroups(kinds: Kind[]): Group[] {
  let rest = kinds.filter(({ path }) => path === null)
  const groups: Group[] = []
  while (rest.length > 0) {
    const word = sharedWord(rest)
    if (word === undefined) break
    const those = rest.filter((kind) => wordsOf(kind.name).includes(word)).slice(0, touchpointLimits.matches)
    groups.push({ name: capital(word), because: 'words', matches: those.map(nameMatch), kinds: those })
    rest = rest.filter((kind) => !those.includes(kind))
  }
  const single = rest.map((kind): Group => ({ name: kind.name, because: 'name', matches: [nameMatch(kind)], kinds: [kind] }))
  return [...groups, ...single]
}

/** The word that most names share, of those that as many share the one that most people met. */
function sharedWord(kinds: Kind[]): string | undefined {
  const shared = new Map<string, Kind[]>()
  for (const kind of kinds) for (const word of wordsOf(kind.name).filter(isSaying)) shared.set(word, [...(shared.get(word) ?? []), kind])
  const [best] = [...shared].filter(([, those]) => those.length > 1).sort(([, a], [, b]) => b.length - a.length || mostMet(b) - mostMet(a))
  return best?.[0]
}

function nameMatch({ type, name }: Kind): FactMatch {
  return { fact: name, type }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function freeName(name: string, taken: Set<string>): string {
  const short = name.trim().slice(0, 90) || '/'
  for (let n = 1; ; n += 1) {
    const tried = n === 1 ? short : `${short} ${n}`
    if (!taken.has(tried)) return tried
  }
}

function draftOf(name: string, matches: FactMatch[], kinds: Kind[]): TouchpointDraft {
  const words = kinds.flatMap((kind) => wordsOf(kind.path ?? kind.name))
  const channel = guessChannel(words, kinds[0]!)
  return {
    name,
    description: '',
    channel,
    physical: PHYSICAL.has(channel),
    stage: guessStage(words),
    subStage: '',
    owner: '',
    matches,
    providers: [],
    modules: [],
    importance: 3,
  }
}
