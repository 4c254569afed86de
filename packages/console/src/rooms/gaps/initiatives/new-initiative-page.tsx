import type { GapKey } from '@percorso/contract'
import { useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { PageHeader } from '../../../ui/page-header.tsx'
import type { NewInitiativeSearch } from '../gaps-search.ts'
import { InitiativeForm } from './initiative-form.tsx'
import type { InitiativeDraft } from './initiative-types.ts'

const USUAL_DAYS = 60

/** `/initiatives/new`: from nothing, from a gap of a map, or from a touchpoint. */
export function NewInitiativePage() {
  const t = useTranslations('gaps.form')
  const search: NewInitiativeSearch = useSearch({ from: '/initiatives/new' })
  return (
    <>
      <PageHeader title={t('fresh')} />
      <InitiativeForm key={JSON.stringify(search)} start={startOf(search)} />
    </>
  )
}

function startOf({ map, gap, touchpoint, segment, name = '' }: NewInitiativeSearch): InitiativeDraft {
  return {
    name,
    owner: '',
    hypothesis: '',
    mapId: map ?? null,
    about: gap ?? (touchpoint === undefined ? null : { kind: 'touchpoint', touchpointId: touchpoint }),
    metric: map !== undefined && gap ? { kind: 'gap', gap: gap as GapKey } : { kind: 'outcome', match: { fact: '' }, days: USUAL_DAYS, wish: 'more' },
    target: 0.1,
    dueOn: null,
    state: 'planned',
    startedAt: null,
    endedAt: null,
    segmentId: segment ?? null,
    control: { kind: 'random', percent: 20 },
  }
} // prettier-ignore
