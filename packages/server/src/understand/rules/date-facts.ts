const ISO = String.raw`^(\\d{4})-(\\d\\d)-(\\d\\d)(?:[T ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?(Z|[+-]\\d\\d:?\\d\\d)?)?$`

const DAYS_TO_1970_FROM_400_BEFORE_0 = 719_468 + 146_097

/**
 * A text as a moment in ms since 1970, if it is a date as docs/rules.md takes it; else null. Reckoned by hand: the types that ClickHouse has for times
 * take more for a date than we do, and none before 1900.
 */
export function dateSql(text: string): string {
  const part = (place: number) => `toInt64OrZero(g[${place}])`
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(part)
  const isLeap = `(${year} % 4 = 0 and (${year} % 100 <> 0 or ${year} % 400 = 0))`
  const daysOfMonth = `[31, if(${isLeap}, 29, 28), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][${month}]`
  const isThere = `length(g) > 0 and ${month} between 1 and 12 and ${day} between 1 and ${daysOfMonth} and ${hour} < 24 and ${minute} < 60 and ${second} < 60`
  // Years begin in March here, so that the leap day comes last.
  const marchYear = `(${year} + 400 - (${month} <= 2))`
  const leapDays = `intDiv(${marchYear}, 4) - intDiv(${marchYear}, 100) + intDiv(${marchYear}, 400)`
  const dayOfYear = `intDiv(153 * ((${month} + 9) % 12) + 2, 5) + ${day} - 1`
  const days = `(365 * ${marchYear} + ${leapDays} + ${dayOfYear} - ${DAYS_TO_1970_FROM_400_BEFORE_0})`
  const zone = `if(g[8] in ('', 'Z'), 0, if(startsWith(g[8], '-'), -1, 1) * (toInt64OrZero(substring(g[8], 2, 2)) * 60 + toInt64OrZero(right(g[8], 2))))`
  const ms = `${days} * 86400000 + ${hour} * 3600000 + ${minute} * 60000 + ${second} * 1000 + toInt64OrZero(substring(concat(g[7], '000'), 1, 3)) - ${zone} * 60000`
  return `arrayMap(g -> if(${isThere}, ${ms}, null), [extractGroups(ifNull(${text}, ''), '${ISO}')])[1]`
}
