import { VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import { rememberVisit } from './visits.ts'

/** Tells screen readers the title of each new page, which browsers do only for pages that they load themselves. */
export function PageAnnouncer() {
  const [title, setTitle] = useState('')
  useEffect(() => {
    const look = () => {
      setTitle(document.title)
      rememberVisit({ path: location.pathname + location.search, title: document.title.replace(/ · Percorso$/u, '') })
    }
    const observer = new MutationObserver(look)
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    look()
    return () => observer.disconnect()
  }, [])
  return (
    <VisuallyHidden aria-live="polite" aria-atomic data-testid="page-title">
      {title}
    </VisuallyHidden>
  )
}
