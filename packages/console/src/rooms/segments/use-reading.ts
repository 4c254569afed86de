import type { SegmentWhere } from '@percorso/contract'
import { useCallback } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { readRule } from './reading.ts'
import { useSegmentName } from './use-segment-name.ts'
import { useSetName } from './use-set-name.ts'

/** Reads rules in the language of whoever uses the console, as sentences. */
export function useReading(): (where: SegmentWhere) => string {
  const t = useTranslations('segments.reading')
  const factType = useTranslations('facts')
  const format = useFormatter()
  const segmentName = useSegmentName()
  const setName = useSetName()
  return useCallback(
    (where) => {
      const text = readRule(where, { t, factType, format, segmentName, setName })
      return text.replace(/^\(*\p{L}/u, (start) => start.toLocaleUpperCase())
    },
    [t, factType, format, segmentName, setName],
  )
}
