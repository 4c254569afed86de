import type { IRegularForbiddenRuleType } from 'dependency-cruiser'

// The import rules of ARCHITECTURE.md, one entry each. The comment is what the person who broke the rule gets to read.

const SERVER = '^packages/server/src'
const ROOM = `${SERVER}/(record|understand|act)/([^/]+)/`
const ROOM_DOOR = `${SERVER}/(record|understand|act)/[^/]+/index\\.ts$`
const TEST = '\\.test\\.tsx?$'
const OURS = '^(packages|bench|evals|quality)/'

/** From the ground floor up: a floor knows nothing of those above it. */
const FLOORS = ['record', 'understand', 'act', 'doors']

/** Which rooms of its own floor a room may enter. A room that is not named here enters none. */
const MAY_ENTER: Record<string, Record<string, string[]>> = {
  record: {
    access: [],
    consent: [],
    profiles: ['access', 'consent'],
    collect: ['access', 'consent', 'profiles'],
    imports: ['access', 'collect', 'profiles'],
    customers: ['access', 'consent', 'collect', 'profiles'],
    privacy: ['access', 'collect', 'profiles'],
  },
  understand: {
    rules: [],
    following: ['rules'],
    segments: ['rules', 'following'],
    traits: ['rules', 'following'],
    scores: ['rules', 'following'],
    sets: ['following'],
    touchpoints: ['rules'],
    journeys: ['rules', 'following', 'touchpoints'],
    maps: ['rules', 'touchpoints', 'journeys'],
    moments: ['rules', 'touchpoints', 'journeys'],
    gaps: ['rules', 'touchpoints', 'journeys', 'maps'],
  },
  act: {
    webhooks: [],
  },
}

type Rule = IRegularForbiddenRuleType & { name: string; comment: string }

const packages: Rule[] = [
  {
    name: 'no-cycles',
    comment: 'Two modules that need each other are one module, or hide a third. (Types may go round: they are gone at run time.)',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'resolves',
    comment: 'An import of ours that cannot be found is one that no other rule can judge.',
    from: {},
    to: { couldNotResolve: true, path: '^(\\.|@percorso/)' },
  },
  {
    name: 'contract-stands-alone',
    comment: 'The contract goes to browsers and other people’s programs: zod and @orpc/contract, nothing else.',
    from: { path: '^packages/contract/src/', pathNot: [TEST, '^packages/contract/src/testing/'] },
    to: { pathNot: ['^packages/contract/src/', 'node_modules/zod/', 'node_modules/@orpc/contract/'] },
  },
  {
    name: 'simulator-stands-alone',
    comment: 'The sample world is pure: time, chance or files that an import brings in would make the same seed another world.',
    from: { path: '^packages/simulator/src/', pathNot: TEST },
    to: { pathNot: ['^packages/simulator/src/'] },
  },
  {
    name: 'maths-stands-alone',
    comment:
      'A score is a function of what it is given: time, chance or data that an import brings in could not be tested against a paper.',
    from: { path: '^packages/maths/src/', pathNot: TEST },
    to: { pathNot: ['^packages/maths/src/'] },
  },
  {
    name: 'console-knows-only-the-contract',
    comment: 'What the console needs from the server it asks for over HTTP, like anyone else.',
    from: { path: '^packages/console/' },
    to: { path: OURS, pathNot: '^packages/(console|contract)/' },
  },
]

const server: Rule[] = [
  {
    name: 'ground-stands-on-nothing',
    comment: 'Everything stands on ground, so ground may stand on nothing of ours.',
    from: { path: `${SERVER}/ground/`, pathNot: TEST },
    to: { path: OURS, pathNot: `${SERVER}/ground/` },
  },
  {
    name: 'stores-stand-on-ground',
    comment: 'The stores know how to reach a database, not what is in it: of ours they import ground only.',
    from: { path: `${SERVER}/stores/`, pathNot: TEST },
    to: { path: OURS, pathNot: `${SERVER}/(stores|ground)/` },
  },
  {
    name: 'only-tables-and-facts-touch-stores',
    comment:
      'SQL lives in tables.ts, facts.ts and files named after them (*-tables.ts, *-facts.ts), where whoever changes a table can find all of it. Types are free.',
    from: { path: `${SERVER}/`, pathNot: [`${SERVER}/(stores|doors|testing)/`, '[/-](tables|facts)\\.ts$', TEST] },
    to: { path: `${SERVER}/stores/`, pathNot: `${SERVER}/stores/transactions\\.ts$`, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'testing-stays-out-of-the-product',
    comment: 'What builds people for tests must not be reachable from what serves real ones.',
    from: { path: '^packages/', pathNot: [`${SERVER}/testing/`, TEST] },
    to: { path: `${SERVER}/testing/` },
  },
]

function orderOf(floor: string, order: Record<string, string[]>): Rule[] {
  const rooms = Object.entries(order).map(([room, others]) => ({
    name: `${floor}-order-${room}`,
    comment: `Inside ${floor}, ${room} may enter ${others.join(' and ') || 'no other room'}.`,
    from: { path: `${SERVER}/${floor}/${room}/` },
    to: { path: `${SERVER}/${floor}/[^/]+/`, pathNot: `${SERVER}/${floor}/(${[room, ...others].join('|')})/` },
  }))
  const unnamed = {
    name: `${floor}-order`,
    comment: `A new room of ${floor} says in quality/dependency-rules.ts which others it may enter.`,
    from: { path: `${SERVER}/${floor}/([^/]+)/`, pathNot: `${SERVER}/${floor}/(${Object.keys(order).join('|')})/` },
    to: { path: `${SERVER}/${floor}/[^/]+/`, pathNot: `${SERVER}/${floor}/$1/` },
  }
  return [...rooms, unnamed]
}

const rooms: Rule[] = [
  {
    name: 'enter-a-room-by-its-door',
    comment: 'A room is entered by its index.ts only: behind it everything may change without asking.',
    from: { path: ROOM },
    to: { path: ROOM, pathNot: [`${SERVER}/$1/$2/`, ROOM_DOOR] },
  },
  {
    name: 'enter-a-room-by-its-door-from-outside',
    comment: 'A room is entered by its index.ts only: behind it everything may change without asking.',
    from: { pathNot: ROOM },
    to: { path: ROOM, pathNot: ROOM_DOOR },
  },
  ...FLOORS.slice(0, -1).map((floor, level) => ({
    name: `${floor}-knows-nothing-above`,
    comment: 'record ← understand ← act ← doors: a floor knows nothing of those above it.',
    from: { path: `${SERVER}/${floor}/` },
    to: { path: `${SERVER}/(${FLOORS.slice(level + 1).join('|')})/` },
  })),
  ...Object.entries(MAY_ENTER).flatMap(([floor, order]) => orderOf(floor, order)),
]

export const rules: Rule[] = [...packages, ...server, ...rooms].map((rule) => ({ ...rule, severity: 'error' }))
