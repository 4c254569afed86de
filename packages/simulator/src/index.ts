/**
 * A made-up retailer and everybody who meets it: Casa Moro, which sells things for the home in Italy, Poland and Britain. Pure: the same wish
 * gives the same world, to the last fact.
 */
export { identifiersOf, segmentSizes, sizeOf, trueMeanings, trueProfiles } from './ground-truth.ts'
export type { PersonTruth, SegmentSizes, WorldSize } from './ground-truth.ts'
export { history, storiesOf } from './history.ts'
export type { Story } from './history.ts'
export { sources } from './life.ts'
export type { SampleFact, SourceName, Told } from './life.ts'
export { trickle } from './trickle.ts'
export { nulls, truths } from './truths.ts'
export { createWorld, retailer } from './world.ts'
export type { World, WorldWish } from './world.ts'
