import type { KeyboardEvent } from 'react'

const PAGE = 15

/** Where each key leads from a row. */
const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + PAGE,
  PageUp: (at) => at - PAGE,
  Home: () => 0,
  End: (_at, last) => last,
}

/** Arrow keys, Page Up and Down, Home and End go from row to row of a table, also to those that are not drawn yet. */
export function useRowKeys(rows: number, scrollTo: (index: number) => void) {
  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const step = STEPS[event.key]
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')
    if (!step || !row || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const index = Math.min(Math.max(step(Number(row.dataset['row']), rows - 1), 0), rows - 1)
    const body = event.currentTarget
    scrollTo(index)
    // Twice: once for the scrolling, once for the rows that it brings.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => body.querySelector<HTMLElement>(`[data-row="${index}"] a, [data-row="${index}"] button`)?.focus()),
    )
  }
  return { onKeyDown }
}
