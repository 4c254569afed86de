/** Errors that lie in the rows themselves: the same rows will fail again, however often they are tried. */
const dataErrorCodes = new Set([
  6, // CANNOT_PARSE_TEXT
  25, // CANNOT_PARSE_ESCAPE_SEQUENCE
  26, // CANNOT_PARSE_QUOTED_STRING
  27, // CANNOT_PARSE_INPUT_ASSERTION_FAILED
  38, // CANNOT_PARSE_DATE
  41, // CANNOT_PARSE_DATETIME
  53, // TYPE_MISMATCH
  69, // ARGUMENT_OUT_OF_BOUND
  70, // CANNOT_CONVERT_TYPE
  72, // CANNOT_PARSE_NUMBER
  117, // INCORRECT_DATA
  128, // TOO_LARGE_ARRAY_SIZE
  130, // CANNOT_READ_ARRAY_FROM_TEXT
  131, // TOO_LARGE_STRING_SIZE
  306, // TOO_DEEP_RECURSION
  321, // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
  349, // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
  376, // CANNOT_PARSE_UUID
  407, // DECIMAL_OVERFLOW
  441, // CANNOT_PARSE_DOMAIN_VALUE_FROM_STRING
  467, // CANNOT_PARSE_BOOL
  632, // UNEXPECTED_DATA_AFTER_PARSED_VALUE
  675, // CANNOT_PARSE_IPV4
  676, // CANNOT_PARSE_IPV6
])

const cannotReadAllData = 33

/** Whether an insert failed because of its rows, rather than because the warehouse was away, full or busy. */
export function isDataError(error: unknown): boolean {
  const code = clickhouseCode(error)
  if (code === cannotReadAllData) return /\(at row \d+\)/.test(String(error)) // else it is about a file on the disk
  return code !== undefined && dataErrorCodes.has(code)
}

/** What a statement may not use more of: memory, time, rows, bytes, the length of an array. */
const limitCodes = new Set([
  128, // TOO_LARGE_ARRAY_SIZE
  158, // TOO_MANY_ROWS
  159, // TIMEOUT_EXCEEDED
  241, // MEMORY_LIMIT_EXCEEDED
  307, // TOO_MANY_BYTES
  396, // TOO_MANY_ROWS_OR_BYTES
])

/** Whether a statement was stopped by its own limits. */
export function isTooMuch(error: unknown): boolean {
  const code = clickhouseCode(error)
  return code !== undefined && limitCodes.has(code)
}

/** ClickHouse's number for an error, wherever in the chain of causes it is. */
export function clickhouseCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, clickhouseCode: native } = error as { code?: unknown; clickhouseCode?: unknown }
  const stated = Number(native ?? code ?? NaN)
  if (Number.isInteger(stated)) return stated
  const inText = /\bCode: (\d+)\. DB::/.exec(error.message)?.[1]
  return inText ? Number(inText) : clickhouseCode(error.cause)
}
