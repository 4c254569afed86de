import type { ImportProgress } from '@percorso/contract'
import type { ImportRow } from './tables.ts'

/** An import as the API shows it, with its rate and how long it will still take at that rate. */
export function shownImport(row: ImportRow): ImportProgress {
  const { importId, name, sourceId, fileName, status, facts, refused, bytesRead, bytesTotal, activeMs, error } = row
  const isRunning = status === 'running'
  const secondsLeft = isRunning && bytesRead > 0 ? ((bytesTotal - bytesRead) * activeMs) / bytesRead / 1000 : null
  return {
    importId,
    name,
    sourceId,
    fileName,
    status,
    rows: row.rowPosition,
    facts,
    refused,
    bytesRead,
    bytesTotal,
    factsPerSecond: activeMs > 0 ? Math.round((facts / activeMs) * 1000) : null,
    secondsLeft: secondsLeft === null ? null : Math.round(secondsLeft),
    error,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    progressAt: row.heartbeat?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}
