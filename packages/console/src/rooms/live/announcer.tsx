import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'

const ANNOUNCE_EVERY_MS = 10_000

/** Tells screen readers how many facts came, every ten seconds at most: each single one would drown everything else. */
export function Announcer({ arrived }: { arrived: number }) {
  const t = useTranslations('live')
  const [news, setNews] = useState(0)
  const latest = useRef(arrived)

  useEffect(() => {
    latest.current = arrived
  }, [arrived])

  useEffect(() => {
    let told = latest.current
    const timer = setInterval(() => {
      setNews(latest.current - told)
      told = latest.current
    }, ANNOUNCE_EVERY_MS)
    return () => clearInterval(timer)
  }, [])

  return <VisuallyHidden aria-live="polite">{news > 0 ? t('arrived', { count: news }) : ''}</VisuallyHidden>
}
