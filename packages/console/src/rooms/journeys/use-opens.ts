import type { JourneyPart } from '@percorso/contract'
import type { KeyboardEvent } from 'react'
import { useJourneys } from './use-journeys.ts'

/** What makes a part of a picture a button: it opens the people behind it. */
export function useOpens() {
  const { onPart } = useJourneys()
  return (part: JourneyPart) => ({
    role: 'button',
    tabIndex: 0,
    onClick: () => onPart(part),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      onPart(part)
    },
  })
}
