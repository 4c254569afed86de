import { textIn } from '../../api/read-search.ts'

/** The uploaded file that is being mapped. */
export type NewImportSearch = { file?: string | undefined }

export function readNewImportSearch(search: Record<string, unknown>): NewImportSearch {
  return { file: textIn(search['file']) }
}
