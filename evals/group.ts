import type { Figure } from '../bench/figure.ts'

/** A group of figures, measured on real data. `needs` is the folder of data without which it is skipped; `run` is given the folder above it. */
export type EvalGroup = { name: string; needs: string; run(data: string): Promise<Figure[]> }
