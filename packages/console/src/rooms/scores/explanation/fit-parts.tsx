import type { Explained } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import { ExplainedTree, Holds } from '../../segments/explained-tree.tsx'
import { Points } from '../points.tsx'
import type { FitPart } from '../score-types.ts'
import classes from './explanation.module.css'

/** Each condition: whether it holds, what it gives of what it is worth, and, behind it, why. */
export function FitParts({ parts }: { parts: FitPart[] }) {
  const t = useTranslations('scores.explain')
  return (
    <ul className={classes.parts}>
      {parts.map(({ label, points, worth, wouldChange, why }, place) => (
        <li key={place}>
          <details>
            <summary>
              <Holds holds={why.holds} />
              <bdi className={classes.label}>{label}</bdi>
              <span className={classes.number}>
                <Points of={points} /> <small>{t('ofWorth', { worth })}</small>
              </span>
            </summary>
            <p className={classes.hint}>{t('wouldChange', { change: Math.round(wouldChange) })}</p>
            <ExplainedTree explained={why as Explained} />
          </details>
        </li>
      ))}
    </ul>
  )
}
