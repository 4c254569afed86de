import type { Explained } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import { Moment } from '../../../ui/moment.tsx'
import { ExplainedTree, Holds } from '../../segments/explained-tree.tsx'
import type { Explanation } from '../score-types.ts'
import classes from './explanation.module.css'

type StageStepsProps = Pick<Explanation, 'stages' | 'moves'> & { now: string | null }

/** Every stage, what it takes and, where a rule decides, whether it holds; and how they went from one to the next. */
export function StageSteps({ stages, moves, now }: StageStepsProps) {
  const t = useTranslations('scores.explain')
  return (
    <>
      <ol className={classes.parts}>
        {stages.map(({ name, up, down, why }) => (
          <li key={name} aria-current={name === now ? 'step' : undefined}>
            <div className={classes.stage}>
              {name === now || why ? <Holds holds={name === now || why?.holds === true} /> : <span className={classes.unmarked} />}
              <bdi className={classes.label}>{name}</bdi>
              {name === now && <b>{t('now')}</b>}
              {up !== null && <small>{t('upDown', { up: String(up), down: String(down ?? up) })}</small>}
            </div>
            {why && (
              <details>
                <summary>{t('why')}</summary>
                <ExplainedTree explained={why as Explained} />
              </details>
            )}
          </li>
        ))}
      </ol>
      {moves.length > 0 && (
        <ul className={classes.moves} aria-label={t('moves')}>
          {moves.map(({ at, from, to }) => (
            <li key={at}>
              <Moment at={at} /> · <bdi>{from === null ? to : t('move', { from, to })}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
