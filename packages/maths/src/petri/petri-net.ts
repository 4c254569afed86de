/** So many tokens of a place (by index). */
export type Arc = { place: number; weight: number }
/**
 * What may happen next: takes its inputs, gives its outputs. Without a label it is silent: it routes, and nobody sees it. `part` is the part of the
 * design that it stands for, where several do for one.
 */
export type Transition = { label: string | undefined; inputs: Arc[]; outputs: Arc[]; part?: string }
/**
 * A place/transition net (T. Murata, “Petri nets: properties, analysis and applications”, Proceedings of the IEEE 77, 1989) with the marking it begins
 * with and the one it ends with, in tokens by place: the form of a designed journey that lived ones are held against.
 */
export type PetriNet = {
  places: readonly string[]
  transitions: readonly Transition[]
  initial: readonly number[]
  final: readonly number[]
}
