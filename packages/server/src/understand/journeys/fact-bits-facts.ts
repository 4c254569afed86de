// Every fact of a journey is one number, so that putting journeys in order is sorting numbers. From its highest bits: the value whose journey it is (only
// where journeys are of a property's values), the time (ms since EPOCH), the arrival (CRC32 of the message id, as rules have it), whether it is an
// outcome, whether it is a start, and the number of its step, 0 for none.
/** Times are counted from so many ms before 1970, so that none is negative. */
export const EPOCH_MS = 2 ** 42
const VALUE_BIT = 96
const TIME_BIT = 50
const ARRIVAL_BIT = 18
const END = 2 ** 17
const START = 2 ** 16
const STEP = START - 1

/** The number of a fact, as SQL over a row of `facts` with a `step`. `value`, `start` and `end` say what else there is to know. */
export function keySql({
  value,
  start,
  end,
}: {
  value?: string | undefined
  start?: string | undefined
  end?: string | undefined
}): string {
  const flags = [start && `if(${start}, ${START}, 0)`, end && `if(${end}, ${END}, 0)`, 'step'].filter((flag) => flag !== undefined)
  const time = `bitShiftLeft(toUInt128(toUnixTimestamp64Milli(time) + ${EPOCH_MS}), ${TIME_BIT})`
  const arrival = `bitShiftLeft(toUInt128(CRC32(message_id)), ${ARRIVAL_BIT})`
  const key = `bitOr(${time}, bitOr(${arrival}, toUInt128(${flags.join(' + ')})))`
  return value === undefined ? key : `bitOr(bitShiftLeft(toUInt256(cityHash64(${value})), ${VALUE_BIT}), toUInt256(${key}))`
}

/** A moment (ms since 1970) as `timeOf` has it. */
export const momentOf = (at_ms: number) => at_ms + EPOCH_MS
/** A fact without the value whose journey it is. */
export const withoutValue = (fact: string) => `toUInt128(bitAnd(${fact}, toUInt256('${2n ** BigInt(VALUE_BIT) - 1n}')))`
export const valueOf = (fact: string) => `bitShiftRight(${fact}, ${VALUE_BIT})`
/** Of a fact without a value: its time in ms since EPOCH, the number of its step, and what it marks. */
export const timeOf = (fact: string) => `toInt64(bitShiftRight(${fact}, ${TIME_BIT}))`
export const stepOf = (fact: string) => `toUInt16(bitAnd(toUInt64(${fact}), ${STEP}))`
export const isEnd = (fact: string) => `bitAnd(toUInt64(${fact}), ${END}) > 0`
export const isStart = (fact: string) => `bitAnd(toUInt64(${fact}), ${START}) > 0`
