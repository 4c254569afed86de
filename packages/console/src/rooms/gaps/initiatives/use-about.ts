import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { useMe } from '../../../shell/me.ts'
import type { InitiativeDraft } from './initiative-types.ts'

type About = InitiativeDraft['about']

/** The gap or touchpoint that an initiative is about, in words; undefined if it is about nothing in particular, or that is not known yet. */
export function useAbout({ about, mapId }: Pick<InitiativeDraft, 'about' | 'mapId'>): string | undefined {
  const t = useTranslations('gaps.form.abouts')
  const { nameOf, isPending } = useNames(about)
  const { data: map, isPending: isMapPending } = useStepMap(about, mapId)
  if (about === null || isPending || isMapPending) return undefined
  if (!('step' in about)) return t(about.kind, { name: nameOf(about.touchpointId) ?? `#${about.touchpointId}` })
  const step = map?.document.steps[about.step]
  return t(about.kind, { name: step?.name || nameOf(step?.touchpoints[0]) || about.step })
}

/** The map whose step is meant; at once, if none is. */
function useStepMap(about: About, mapId: number | null) {
  const enabled = about !== null && 'step' in about && mapId !== null
  const { data, isPending } = useQuery({ ...api.maps.get.queryOptions({ input: { mapId: mapId ?? 0 } }), enabled, throwOnError: false })
  return { data, isPending: enabled && isPending }
}

function useNames(about: About) {
  const { may } = useMe()
  const enabled = about !== null && may('touchpoints.read')
  const { data, isPending } = useQuery({ ...api.touchpoints.list.queryOptions(), enabled, throwOnError: false })
  const nameOf = (id: number | undefined) => data?.items.find(({ touchpointId }) => touchpointId === id)?.name
  return { nameOf, isPending: enabled && isPending }
}
