import type { MapDocument } from '@percorso/contract'
import { Checkbox } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Choice, DurationField } from '../../segments/builder/fields.tsx'
import { KeptText } from './kept-text.tsx'
import { MarkerChoice } from './marker-choice.tsx'
import classes from './panels.module.css'
import { SegmentChoice } from './segment-choice.tsx'

export type Question = NonNullable<MapDocument['question']>
type By = Question['by']
type FieldsProps = { question: Question; onQuestion: (question: Question) => void }

const KINDS = ['person', 'session', 'account', 'property'] as const
const PROPERTY_LENGTH = 300
const MONTH = { n: 30, unit: 'days' } as const
const FORTNIGHT = { n: 14, unit: 'days' } as const

/** What one journey is, whose, where it begins and ends, and which are too young to count. */
export function QuestionFields({ question, onQuestion }: FieldsProps) {
  const t = useTranslations('maps.questionPart')
  const set = (part: { [Key in keyof Question]?: Question[Key] | undefined }) => onQuestion(said({ ...question, ...part }))
  const { segmentId, start, end, settled } = question
  const pause = end && 'timeout' in end ? end.timeout : undefined
  return (
    <>
      <ByFields by={question.by} onBy={(by) => set({ by })} />
      <SegmentChoice label={t('segment')} none={t('everybody')} segmentId={segmentId ?? null} onSegment={(id) => set({ segmentId: id ?? undefined })} />
      <MarkerChoice label={t('start')} none={t('firstStep')} marker={start} onMarker={(marker) => set({ start: marker })} />
      <MarkerChoice
        label={t('outcome')}
        none={t('noOutcome')}
        marker={end && 'outcome' in end ? end.outcome : undefined}
        onMarker={(outcome) => set({ end: outcome && { outcome } })}
      />
      <OptionalTime label={t('pause')} time={pause} usual={MONTH} onTime={(timeout) => set({ end: timeout && { timeout } })} />
      <OptionalTime label={t('settled')} time={settled} usual={FORTNIGHT} onTime={(time) => set({ settled: time })} />
    </>
  )
} // prettier-ignore

/** What is left out is not there: an edit holds nothing that is undefined. */
function said(question: { [Key in keyof Question]?: Question[Key] | undefined }): Question {
  return Object.fromEntries(Object.entries(question).filter(([, value]) => value !== undefined)) as Question
}

function ByFields({ by, onBy }: { by: By; onBy: (by: By) => void }) {
  const t = useTranslations('maps.questionPart')
  const begin = (kind: By['kind']): By => (kind === 'session' ? { kind, gap_minutes: 30 } : kind === 'property' ? { kind, property: 'order_id' } : { kind })
  return (
    <>
      <label>
        <span className={classes.hint}>{t('by')}</span>
        <Choice label={t('by')} value={by.kind} options={KINDS} name={(kind) => t(`bys.${kind}`)} onValue={(kind) => onBy(begin(kind))} />
      </label>
      {by.kind === 'property' && (
        <KeptText label={t('property')} hint={t('propertyHint')} value={by.property} max={PROPERTY_LENGTH} needed onText={(property) => onBy({ kind: 'property', property })} />
      )}
    </>
  )
} // prettier-ignore

type Time = NonNullable<Question['settled']>
type OptionalTimeProps = { label: string; time: Time | undefined; usual: Time; onTime: (time: Time | undefined) => void }

function OptionalTime({ label, time, usual, onTime }: OptionalTimeProps) {
  return (
    <>
      <Checkbox
        size="xs"
        label={label}
        checked={time !== undefined}
        onChange={(event) => onTime(event.currentTarget.checked ? usual : undefined)}
      />
      {time && <DurationField label={label} value={time} onValue={(next) => Number.isSafeInteger(next.n) && next.n > 0 && onTime(next)} />}
    </>
  )
} // prettier-ignore
