/** A smooth function: its value and its slope in each direction. */
export type Objective = (x: Float64Array) => { value: number; gradient: Float64Array }
/** Where it is least; `converged` is false where the steps ran out or led nowhere before the slope was flat. */
export type Minimum = { x: Float64Array; value: number; steps: number; converged: boolean }

type Point = { x: Float64Array; value: number; gradient: Float64Array }
/** One step that was taken (s) and how the gradient changed by it (y). */
type Correction = { s: Float64Array; y: Float64Array; sy: number }

const MEMORY = 10
const STEPS_MAX = 1_000
const FLATNESS = 1e-8
const SUFFICIENT = 1e-4
const HALVINGS_MAX = 25

/**
 * Finds a minimum from a start by limited-memory BFGS (D. C. Liu & J. Nocedal, “On the limited memory BFGS method for large scale optimization”,
 * Mathematical Programming 45, 1989; two-loop recursion as in Nocedal & Wright, algorithm 7.4) with backtracking by Armijo's rule. Done when no
 * slope is steeper than 1e-8 of the value, or of 1 if the value is less.
 */
export function minimise(objective: Objective, start: Float64Array): Minimum {
  const corrections: Correction[] = []
  let here: Point = { x: start, ...objective(start) }
  for (let steps = 0; steps < STEPS_MAX; steps += 1) {
    if (isFlat(here)) return { x: here.x, value: here.value, steps, converged: true }
    const next = stepFrom(here, directionFrom(here.gradient, corrections), objective)
    if (!next) return { x: here.x, value: here.value, steps, converged: isNearlyFlat(here) }
    remember(corrections, here, next)
    here = next
  }
  return { x: here.x, value: here.value, steps: STEPS_MAX, converged: false }
}

function steepness({ value, gradient }: Point): number {
  return gradient.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0) / Math.max(1, Math.abs(value))
}

const isFlat = (point: Point) => steepness(point) <= FLATNESS
/** Where rounding hides any further descent, the slope is about the root of the rounding error. */
const isNearlyFlat = (point: Point) => steepness(point) <= 1e-6

function directionFrom(gradient: Float64Array, corrections: Correction[]): Float64Array {
  const direction = gradient.map((slope) => -slope)
  const shares = corrections.map(() => 0)
  for (let i = corrections.length - 1; i >= 0; i -= 1) {
    const { s, y, sy } = corrections[i]!
    shares[i] = dot(s, direction) / sy
    add(direction, y, -shares[i]!)
  }
  const newest = corrections.at(-1)
  const scale = newest ? newest.sy / dot(newest.y, newest.y) : 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)))
  direction.forEach((value, i) => (direction[i] = value * scale))
  for (const [i, { s, y, sy }] of corrections.entries()) add(direction, s, shares[i]! - dot(y, direction) / sy)
  return direction
}

/** Halves the step until it descends enough; undefined if it never does. */
function stepFrom({ x, value, gradient }: Point, direction: Float64Array, objective: Objective): Point | undefined {
  const descent = dot(gradient, direction)
  for (let halvings = 0, length = 1; halvings < HALVINGS_MAX; halvings += 1, length /= 2) {
    const there = x.slice()
    add(there, direction, length)
    const found = objective(there)
    if (found.value <= value + SUFFICIENT * length * descent) return { x: there, ...found }
  }
  return undefined
}

function remember(corrections: Correction[], from: Point, to: Point): void {
  const s = to.x.map((value, i) => value - from.x[i]!)
  const y = to.gradient.map((slope, i) => slope - from.gradient[i]!)
  const sy = dot(s, y)
  // Where the function bends downwards, a step says nothing about how it bends upwards.
  if (sy <= 1e-12 * Math.sqrt(dot(s, s) * dot(y, y))) return
  corrections.push({ s, y, sy })
  if (corrections.length > MEMORY) corrections.shift()
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!
  return sum
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let i = 0; i < to.length; i += 1) to[i]! += what[i]! * times
}
