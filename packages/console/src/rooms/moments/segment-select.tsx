import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'

/** Whose journeys are looked at. */
export function SegmentSelect({ segment, onSegment }: { segment: number | undefined; onSegment: (segment: number | undefined) => void }) {
  const t = useTranslations('moments.form')
  const { may } = useMe()
  const { data } = useQuery({ ...api.segments.list.queryOptions(), enabled: may('segments.read') })
  const segments = (data?.items ?? []).map(({ segmentId, name }) => ({ value: String(segmentId), label: name }))
  return (
    <NativeSelect
      size="xs"
      label={t('segment')}
      value={segment === undefined ? '' : String(segment)}
      data={[{ value: '', label: t('everybody') }, ...segments]}
      onChange={(event) => onSegment(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}
    />
  )
}
