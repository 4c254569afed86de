/**
 * Rules: what the rule language means. Pure but for finding people in the stores: compiling a rule, what it needs to be remembered of facts (streams),
 * and asking it about somebody at a moment. docs/rules.md is the meaning.
 */
export { momentIn } from './calendar.ts'
export type { At } from './calendar.ts'
export { compileRule, isKnownLeaf } from './compile-rule.ts'
export type { CompiledRule, Person } from './compile-rule.ts'
export { SEGMENT_FACTS, compileStream, toMatched } from './match-facts.ts'
export type { MatchedFact } from './match-facts.ts'
export { packStreams, unpackStreams } from './pack-streams.ts'
export type { PersonState } from './state-leaves.ts'
export { addEvent, emptyState, mergeStates, prune } from './stream-state.ts'
export type { Event, StreamState } from './stream-state.ts'
export { streamKey } from './streams.ts'
export type { Keep, Need, Stream } from './streams.ts'
export { findPeople } from './find-people.ts'
export type { Lists } from './find-people.ts'
export { wishOf } from './plan-rule.ts'
export { previewRule } from './preview.ts'
export { readProperties, readVocabulary } from './vocabulary.ts'
export { wilson } from './wilson.ts'
