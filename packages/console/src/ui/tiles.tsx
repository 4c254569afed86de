import type { ReactNode } from 'react'
import classes from './tiles.module.css'

/** A few figures side by side: how everything stands. */
export function Tiles({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl className={classes.tiles} aria-label={label}>
      {children}
    </dl>
  )
}

export function Tile({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.tile}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
