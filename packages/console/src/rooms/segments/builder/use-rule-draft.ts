import { useDebouncedValue } from '@mantine/hooks'
import type { SegmentWhere } from '@percorso/contract'
import { useEffect, useMemo, useRef, useState } from 'react'
import { fits } from '../segments-search.ts'
import { fromWhere, newGroup, newLine, toWhere } from './draft.ts'
import type { Group } from './draft.ts'
import { newLeaf } from './kinds.ts'

const SETTLE_MS = 400

type Keep = (where: SegmentWhere | undefined) => void

/** The rule that is being written: as lines, and as what of it counts. Whenever the hand rests it is kept, if there is something to keep it with. */
export function useRuleDraft(start: SegmentWhere | undefined, keep: Keep | undefined) {
  const [root, change] = useState<Group>(() => (start ? fromWhere(start) : newGroup('all', [newLine(newLeaf('count'))])))
  const where = useMemo(() => toWhere(root), [root])
  const [settled] = useDebouncedValue(where, SETTLE_MS)
  const kept = useRef(settled)
  useEffect(() => {
    if (settled === kept.current || !keep) return
    kept.current = settled
    keep(settled && fits(settled) ? settled : undefined)
  }, [settled, keep])
  return { root, change, where, replace: (next: SegmentWhere | undefined) => change(fromWhere(next)) }
}
