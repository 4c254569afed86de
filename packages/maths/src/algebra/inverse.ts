// A pivot this much smaller than its diagonal is what rounding leaves of zero.
const NOTHING = 1e-12

/** The inverse of a symmetric positive definite matrix by Cholesky's decomposition; undefined if it is singular. */
export function inverseOf(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const lower = choleskyOf(matrix)
  return lower && matrix.map((_, column) => backward(lower, forward(lower, column)))
}

/** The lower triangle L with L·Lᵀ = matrix. */
function choleskyOf(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const lower: number[][] = []
  for (const [i, row] of matrix.entries()) {
    const made: number[] = []
    for (let j = 0; j < i; j += 1) made.push((row[j]! - dot(made, lower[j]!, j)) / lower[j]![j]!)
    const pivot = row[i]! - dot(made, made, i)
    if (!(pivot > NOTHING * row[i]!)) return undefined
    lower.push([...made, Math.sqrt(pivot)])
  }
  return lower
}

/** Solves L·y = the unit vector of this column. */
function forward(lower: number[][], column: number): number[] {
  const y: number[] = []
  for (const [i, row] of lower.entries()) y.push(((i === column ? 1 : 0) - dot(row, y, i)) / row[i]!)
  return y
}

/** Solves Lᵀ·x = y. */
function backward(lower: number[][], y: number[]): number[] {
  const x = y.slice()
  for (let i = x.length - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < x.length; k += 1) x[i]! -= lower[k]![i]! * x[k]!
    x[i]! /= lower[i]![i]!
  }
  return x
}

function dot(a: readonly number[], b: readonly number[], length: number): number {
  let sum = 0
  for (let i = 0; i < length; i += 1) sum += a[i]! * b[i]!
  return sum
}
