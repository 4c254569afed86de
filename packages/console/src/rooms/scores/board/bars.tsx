import type { SegmentWhere } from '@percorso/contract'
import { Link } from '@tanstack/react-router'
import type { LinkProps } from '@tanstack/react-router'
import { useFormatter } from 'use-intl'
import { Count } from '../../../ui/count.tsx'
import { Name } from '../../../ui/name.tsx'
import classes from './board.module.css'
import { SaveLink } from './save-link.tsx'

type Bar = { name: string; people: number; where: SegmentWhere; link: LinkProps }

/** So many people each, as bars beside their numbers; each number opens its people. */
export function Bars({ labelledBy, people: all, bars }: { labelledBy: string; people: number; bars: Bar[] }) {
  const format = useFormatter()
  const most = Math.max(1, ...bars.map(({ people }) => people))
  return (
    <ul className={classes.bars} aria-labelledby={labelledBy}>
      {bars.map(({ name, people, where, link }) => (
        <li key={name}>
          <span className={classes.name}>
            <Name>{name}</Name>
          </span>
          <span className={classes.track} aria-hidden>
            {people > 0 && <span className={classes.bar} style={{ width: `${(people / most) * 100}%` }} />}
          </span>
          <span className={classes.number}>
            <Link {...link} aria-label={`${name}: ${format.number(people)}`}>
              <Count of={people} />
            </Link>
            <small>{format.number(all > 0 ? people / all : 0, { style: 'percent', maximumFractionDigits: 1 })}</small>
          </span>
          <SaveLink name={name} where={where} />
        </li>
      ))}
    </ul>
  )
}
