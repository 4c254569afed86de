import type { Params } from '../rules/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { MEETINGS } from '../touchpoints/index.ts'
import { ask } from './ask-facts.ts'

/** Names of facts, the commonest first. `where` says which facts are meant. */
export async function selectNames(
  warehouse: Warehouse,
  { where, params, limit }: { where: string; params: Params; limit: number },
): Promise<string[]> {
  const rows = await ask<{ name: string }>(
    warehouse,
    `select name from facts where ${where} and type in ${MEETINGS} group by name order by count() desc, name limit ${limit}`,
    params.values,
  )
  return rows.map(({ name }) => name)
}
