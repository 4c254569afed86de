import { PercorsoError } from '../../ground/index.ts'
import { isTooMuch } from '../../stores/index.ts'
import type { Warehouse } from '../../stores/index.ts'

const LIMITS = 'max_execution_time = 60, max_memory_usage = 4000000000, max_result_rows = 1500000'

/** A question to the warehouse with limits of its own: whoever asks too much is told so. Throws `too_much`. */
export async function ask<Row>(warehouse: Warehouse, sql: string, values: Record<string, unknown>): Promise<Row[]> {
  try {
    return await warehouse.query<Row>(`${sql} settings ${LIMITS}`, values)
  } catch (error) {
    if (isTooMuch(error)) throw tooMuch(error)
    throw error
  }
}

/** What is said of a question that would take too long. */
export function tooMuch(cause?: unknown): PercorsoError {
  return new PercorsoError('too_much', 'That is too much to look at in one go.', {
    status: 422,
    hint: 'Ask for a shorter period, fewer steps or a segment.',
    cause,
  })
}
