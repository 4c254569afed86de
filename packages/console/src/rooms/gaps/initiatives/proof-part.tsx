import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { Name } from '../../../ui/name.tsx'
import classes from '../gaps.module.css'
import { useGaps } from '../use-gaps.ts'
import { EffectLine } from './effect-line.tsx'
import type { Initiative } from './initiative-types.ts'

const SHOWN = 50

/** What came of each initiative of this map that has begun. */
export function ProofPart() {
  const t = useTranslations('gaps.proof')
  const { mapId } = useGaps()
  const { data } = useQuery(api.initiatives.list.queryOptions({ input: { mapId, limit: SHOWN } }))
  const begun = ((data?.items ?? []) as Initiative[]).filter(({ startedAt }) => startedAt !== null)
  if (begun.length === 0) return <p className={classes.note}>{t('none')}</p>
  return (
    <ul className={classes.gaps}>
      {begun.map((initiative) => (
        <li key={initiative.initiativeId} className={classes.proof}>
          <Link to="/initiatives/$initiativeId" params={{ initiativeId: String(initiative.initiativeId) }}>
            <Name>{initiative.name}</Name>
          </Link>
          <EffectLine initiative={initiative} />
        </li>
      ))}
    </ul>
  )
}
