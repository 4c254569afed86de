import classes from './name.module.css'

const SHOWN_MAX = 300

/**
 * A text that came from outside (a name, an identifier, a trait) on one line. Isolated, so that right-to-left letters turn nothing around
 * that stands beside them; cut off, so that neither its length nor a tower of combining characters breaks the page.
 */
export function Name({ children: text }: { children: string }) {
  const shown = text.length > SHOWN_MAX ? `${beginningOf(text)}…` : text
  return (
    <bdi className={classes.name} title={shown}>
      {shown}
    </bdi>
  )
}

/** Cut between characters, not within one. */
function beginningOf(text: string): string {
  const [first] = new Intl.Segmenter().segment(text.slice(0, SHOWN_MAX * 2))
  if (first && first.segment.length > SHOWN_MAX) return first.segment.slice(0, SHOWN_MAX)
  return text.slice(0, SHOWN_MAX).replace(/[\uD800-\uDBFF]$/u, '')
}
