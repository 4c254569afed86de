/** One number that an evaluation measured. Without `expected` it is only reported. `atLeast`: more would be as good. */
export type Figure = { figure: string; value: number; expected?: number; atLeast?: boolean; unit: string }

/** What an evaluation is given: where its data lies, and whether it should show what happens at scale. */
export type EvalContext = { data: string; scale: boolean }

/** A group of figures. `needs` is the folder of data without which it is skipped. */
export type EvalGroup = { name: string; needs: string; run(context: EvalContext): Promise<Figure[]> }

export function passes({ value, expected, atLeast }: Figure): boolean {
  if (expected === undefined) return true
  return atLeast ? value >= expected : value === expected
}
