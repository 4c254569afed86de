export type AccountsSearch = { search?: string | undefined }

/** Takes what it understands of an address that somebody may have written by hand. */
export function readAccountsSearch({ search }: Record<string, unknown>): AccountsSearch {
  return { search: typeof search === 'string' && search !== '' ? search.slice(0, 500) : undefined }
}
