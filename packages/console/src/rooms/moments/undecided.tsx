import { useTranslations } from 'use-intl'
import { Name } from '../../ui/name.tsx'
import { effectOf } from './effect.ts'
import type { Found } from './moment-types.ts'
import classes from './moments.module.css'
import { usePoints } from './use-points.ts'

const KINDS = ['unclear', 'mandatory', 'too few'] as const

/** What nothing can be said of, and why. */
export function Undecided({ items }: { items: Found[] }) {
  const t = useTranslations('moments.undecided')
  return KINDS.map((kind) => {
    const ofKind = items.filter(({ verdict }) => verdict === kind)
    if (ofKind.length === 0) return null
    const key = kind === 'too few' ? 'tooFew' : kind
    return (
      <details key={kind} className={classes.undecided}>
        <summary>{t(`${key}.title`, { n: ofKind.length })}</summary>
        <p className={classes.note}>{t(`${key}.why`)}</p>
        <ul>
          {ofKind.map((moment) => (
            <li key={moment.step}>
              <Name>{moment.name}</Name> <Numbers moment={moment} />
            </li>
          ))}
        </ul>
      </details>
    )
  })
}

function Numbers({ moment }: { moment: Found }) {
  const t = useTranslations('moments.undecided')
  const { points, chance } = usePoints()
  const effect = effectOf(moment)
  const { n, exposedCount, q, unadjusted } = moment
  return (
    <small>
      {t('met', { met: exposedCount, n })}
      {effect && moment.verdict === 'unclear' && q !== null
        ? `; ${t('effect', { difference: points(effect.difference), low: points(effect.low), high: points(effect.high), q: chance(q) })}`
        : ''}
      {unadjusted === 'collinear' ? `; ${t('collinear')}` : ''}
    </small>
  )
}
