import { useFormatter } from 'use-intl'

/** Points, with their sign: what they give or take. */
export function Points({ of: points, signed = true }: { of: number; signed?: boolean }) {
  const format = useFormatter()
  return <span>{format.number(points, { maximumFractionDigits: 1, ...(signed && { signDisplay: 'exceptZero' }) })}</span>
}
