import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { useMe } from '../../../shell/me.ts'
import { useOpenMap } from '../map-context.ts'

type SegmentChoiceProps = { label: string; none: string; segmentId: number | null; onSegment: (segmentId: number | null) => void }

/** One of the workspace's segments, or none. */
export function SegmentChoice({ label, none, segmentId, onSegment }: SegmentChoiceProps) {
  const t = useTranslations('segments')
  const { readOnly } = useOpenMap()
  const { may } = useMe()
  const { data } = useQuery({ ...api.segments.list.queryOptions(), enabled: may('segments.read') })
  const known = (data?.items ?? []).map((segment) => ({ value: String(segment.segmentId), label: segment.name }))
  const isGone = segmentId !== null && !known.some(({ value }) => value === String(segmentId))
  const gone = isGone ? [{ value: String(segmentId), label: t('number', { id: String(segmentId) }) }] : []
  return (
    <NativeSelect
      size="xs"
      label={label}
      disabled={readOnly}
      value={segmentId === null ? '' : String(segmentId)}
      data={[{ value: '', label: none }, ...known, ...gone]}
      onChange={({ currentTarget: { value } }) => onSegment(value === '' ? null : Number(value))}
    />
  )
}
