import { Button } from '@mantine/core'
import type { MomentPart } from '@percorso/contract'
import { useFormatter, useTranslations } from 'use-intl'
import { Tile, Tiles } from '../../ui/tiles.tsx'
import type { Answer } from './moment-types.ts'
import classes from './moments.module.css'
import { useMoments } from './use-moments.ts'
import { usePoints } from './use-points.ts'

/** Of how many the board speaks, who is left out and why, and what is held fast. */
export function WhoIsCompared({ answer: { people, outcome, knownBefore, asOf } }: { answer: Answer }) {
  const t = useTranslations('moments.compared')
  const format = useFormatter()
  const { percent } = usePoints()
  const known = [...knownBefore.always.map((each) => t(`known.${each}`)), ...knownBefore.traits]
  return (
    <>
      <Tiles label={t('label')}>
        <PeopleTile name={t('compared')} n={people.compared} part={{ met: true }} />
        <Tile name={t('outcome')}>
          {percent(outcome.share)}
          {outcome.share !== null && <small className={classes.between}>{`${percent(outcome.low)}–${percent(outcome.high)}`}</small>}
        </Tile>
        <PeopleTile name={t('notReached')} n={people.notReached} part={{ leftOut: 'notReached' }} />
        <PeopleTile name={t('tooSoon')} n={people.tooSoon} part={{ leftOut: 'tooSoon' }} />
        <PeopleTile name={t('early')} n={people.early} part={{ leftOut: 'early' }} />
      </Tiles>
      <p className={classes.note}>
        {t('asOf', { time: format.dateTime(new Date(asOf), { dateStyle: 'medium', timeStyle: 'short' }) })}{' '}
        {t('heldFast', { known: format.list(known) })} {people.notLookedAt > 0 && t('notLookedAt', { n: people.notLookedAt })}
      </p>
    </>
  )
}

function PeopleTile({ name, n, part }: { name: string; n: number; part: MomentPart }) {
  const format = useFormatter()
  const { onPart } = useMoments()
  return (
    <Tile name={name}>
      {n === 0 ? (
        format.number(0)
      ) : (
        <Button
          size="compact-md"
          fz="inherit"
          fw={400}
          variant="subtle"
          px={0}
          aria-label={`${name}: ${format.number(n)}`}
          onClick={() => onPart(part)}
        >
          {format.number(n)}
        </Button>
      )}
    </Tile>
  )
}
