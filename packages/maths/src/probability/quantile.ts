/** How long something took: of how many, the median and the time within which nine of ten were done. In ms; undefined where there is none. */
export type Durations = { n: number; medianMs: number | undefined; p90Ms: number | undefined }

/**
 * A quantile: linear between the two nearest values, definition 7 of R. J. Hyndman and Y. Fan, “Sample quantiles in statistical packages”, The American
 * Statistician 50 (1996), which NumPy, R and spreadsheets take by default. Of nothing there is none. Brings the values into another order.
 */
export function quantileOf(values: Float64Array, share: number): number | undefined {
  if (values.length === 0) return undefined
  const place = (values.length - 1) * share
  const whole = Math.floor(place)
  const below = select(values, whole)
  if (place === whole) return below
  let above = Infinity
  for (let i = whole + 1; i < values.length; i += 1) if (values[i]! < above) above = values[i]!
  return below + (above - below) * (place - whole)
}

/** Brings the values into another order. */
export function durationsOf(values: Float64Array): Durations {
  return { n: values.length, medianMs: quantileOf(values, 0.5), p90Ms: quantileOf(values, 0.9) }
}

/**
 * The value that would be at a place were they sorted; what is before it is no greater, what is behind it no less. C. A. R. Hoare, “Algorithm 65: Find”,
 * Communications of the ACM 4 (1961): linear as a rule. Where it is not getting on, what is left is sorted.
 */
function select(values: Float64Array, place: number): number {
  let [low, high] = [0, values.length - 1]
  for (let rounds = 2 * Math.ceil(Math.log2(values.length + 1)); low < high; rounds -= 1) {
    if (rounds === 0) {
      values.subarray(low, high + 1).sort()
      break
    }
    const pivot = values[(low + high) >>> 1]!
    let [i, j] = [low, high]
    while (i <= j) {
      while (values[i]! < pivot) i += 1
      while (values[j]! > pivot) j -= 1
      if (i > j) break
      const swapped = values[i]!
      values[i] = values[j]!
      values[j] = swapped
      i += 1
      j -= 1
    }
    if (place <= j) high = j
    else if (place >= i) low = i
    else break
  }
  return values[place]!
}
