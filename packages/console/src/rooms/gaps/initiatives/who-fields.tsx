import { NativeSelect, NumberInput } from '@mantine/core'
import type { InitiativeControl } from '@percorso/contract'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { useMe } from '../../../shell/me.ts'
import type { OnPart } from './initiative-form.tsx'
import type { InitiativeDraft } from './initiative-types.ts'

const CONTROLS = ['random', 'segment', 'before'] as const
const USUAL_PERCENT = 20

/** For whom it is, and with whom they are compared. */
export function WhoFields({ draft: { segmentId, control, metric }, onPart }: { draft: InitiativeDraft; onPart: OnPart }) {
  const t = useTranslations('gaps.form')
  const one = useTranslations('gaps.one')
  return (
    <>
      <SegmentField
        label={t('audience')}
        none={one(metric.kind === 'gap' ? 'everybodyOfMap' : 'everybody')}
        segmentId={segmentId}
        onSegment={(id) => onPart({ segmentId: id })}
      />
      <NativeSelect
        size="xs"
        label={t('control')}
        value={control.kind}
        data={CONTROLS.map((kind) => ({ value: kind as string, label: t(`controls.${kind}`) }))}
        onChange={(event) => onPart({ control: begunControl(event.currentTarget.value) })}
      />
      {control.kind === 'random' && (
        <NumberInput
          size="xs"
          maw={260}
          label={t('percent')}
          min={1}
          max={90}
          value={control.percent}
          onChange={(value) => onPart({ control: { kind: 'random', percent: Math.min(90, Math.max(1, Number(value) || 1)) } })}
        />
      )}
      {control.kind === 'segment' && (
        <SegmentField
          label={t('controlSegment')}
          none={t('chooseSegment')}
          segmentId={control.segmentId}
          onSegment={(id) => onPart({ control: { kind: 'segment', segmentId: id ?? 0 } })}
        />
      )}
    </>
  )
}

function begunControl(kind: string): InitiativeControl {
  if (kind === 'random') return { kind, percent: USUAL_PERCENT }
  return kind === 'segment' ? { kind, segmentId: 0 } : { kind: 'before' }
}

type SegmentFieldProps = { label: string; none: string; segmentId: number | null; onSegment: (segmentId: number | null) => void }

function SegmentField({ label, none, segmentId, onSegment }: SegmentFieldProps) {
  const { may } = useMe()
  const { data } = useQuery({ ...api.segments.list.queryOptions(), enabled: may('segments.read') })
  const segments = (data?.items ?? []).map((segment) => ({ value: String(segment.segmentId), label: segment.name }))
  const chosen = segmentId ? String(segmentId) : ''
  const isGone = chosen !== '' && !segments.some(({ value }) => value === chosen)
  return (
    <NativeSelect
      size="xs"
      label={label}
      value={chosen}
      data={[{ value: '', label: none }, ...segments, ...(isGone ? [{ value: chosen, label: `#${chosen}` }] : [])]}
      onChange={(event) => onSegment(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
    />
  )
}
