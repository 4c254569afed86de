import { offsetOf } from './calendar.ts'
import type { Zone } from './calendar.ts'

/** Whether what is bought now is probably a present: from November 15 to December 24. */
export function isPresent(at: number, zone: Zone): boolean {
  const local = new Date(at + offsetOf(at, zone))
  const [month, day] = [local.getUTCMonth(), local.getUTCDate()]
  return (month === 10 && day >= 15) || (month === 11 && day <= 24)
}
