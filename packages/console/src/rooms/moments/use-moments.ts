import type { MomentPart } from '@percorso/contract'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { questionOf } from './asked-question.ts'
import type { MomentsSearch } from './moments-search.ts'

const HOUR_MS = 3_600_000

/** What the address asks, and how to ask something else. A period ends with the hour, so that what was asked a minute ago is not asked again. */
export function useMoments() {
  const search: MomentsSearch = useSearch({ from: '/moments' })
  const navigate = useNavigate({ from: '/moments' })
  const [hour] = useState(() => Math.ceil(Date.now() / HOUR_MS) * HOUR_MS)
  const onSearch = (part: MomentsSearch) => void navigate({ search: (before: MomentsSearch) => ({ ...before, ...part }), replace: true })
  /** Opens the people behind a number; Back closes them. */
  const onPart = (part: MomentPart) => void navigate({ search: (before: MomentsSearch) => ({ ...before, part }), resetScroll: false })
  const { part: _, ...asked } = search
  const key = JSON.stringify(asked)
  const question = useMemo(() => questionOf(JSON.parse(key) as MomentsSearch, hour), [key, hour])
  return { search, onSearch, onPart, question }
}
