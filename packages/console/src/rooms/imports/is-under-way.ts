import type { Import } from './import-types.ts'

export function isUnderWay({ status }: Pick<Import, 'status'>): boolean {
  return status === 'waiting' || status === 'running'
}
