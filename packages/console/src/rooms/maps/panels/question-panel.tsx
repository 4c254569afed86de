import { Radio, Stack } from '@mantine/core'
import type { MapDocument } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import { Choice, DurationField } from '../../segments/builder/fields.tsx'
import { useDocument, useOpenMap } from '../map-context.ts'
import classes from './panels.module.css'
import { changed } from '../model/map-actions.ts'
import { SegmentChoice } from './segment-choice.tsx'

type Question = NonNullable<MapDocument['question']>

const PAUSE = { n: 30, unit: 'days' } as const

/** Which lived journeys the numbers of a map are counted from. */
export function QuestionPanel() {
  const t = useTranslations('maps.questionPart')
  const { store, readOnly } = useOpenMap()
  const question = useDocument('question', (document) => document.question)
  const persona = useDocument('persona', (document) => document.persona)
  const set = (next: Question | null) => store.act(changed(store.document, [], { question: next }))
  const begin = (): Question => ({ by: { kind: 'person' }, ...(persona.segmentId !== null && { segmentId: persona.segmentId }) })
  return (
    <fieldset className={classes.fields} disabled={readOnly} style={{ border: 0, padding: 0, margin: 0 }}>
      <p className={classes.hint}>{t('lead')}</p>
      <Radio.Group aria-label={t('lead')} value={question ? 'own' : 'usual'} onChange={(which) => set(which === 'own' ? begin() : null)}>
        <Stack gap={6}>
          <Radio size="xs" value="usual" label={t('usual')} />
          <Radio size="xs" value="own" label={t('own')} />
        </Stack>
      </Radio.Group>
      {question && <Fields question={question} onQuestion={set} />}
    </fieldset>
  )
}

function Fields({ question, onQuestion }: { question: Question; onQuestion: (question: Question) => void }) {
  const t = useTranslations('maps.questionPart')
  const { segmentId, end, ...rest } = question
  const pause = end && 'timeout' in end ? end.timeout : undefined
  return (
    <>
      <label>
        <span className={classes.hint}>{t('by')}</span>
        <Choice
          label={t('by')}
          value={question.by.kind === 'session' ? 'session' : 'person'}
          options={['person', 'session'] as const}
          name={(kind) => t(`bys.${kind}`)}
          onValue={(kind) => onQuestion({ ...question, by: kind === 'session' ? { kind, gap_minutes: 30 } : { kind } })}
        />
      </label>
      <SegmentChoice
        label={t('segment')}
        none={t('everybody')}
        segmentId={segmentId ?? null}
        onSegment={(id) => onQuestion({ ...rest, ...(end && { end }), ...(id !== null && { segmentId: id }) })}
      />
      <label>
        <input
          type="checkbox"
          checked={pause !== undefined}
          onChange={(event) =>
            onQuestion({
              ...rest,
              ...(segmentId !== undefined && { segmentId }),
              ...(event.currentTarget.checked && { end: { timeout: PAUSE } }),
            })
          }
        />{' '}
        {t('pause')}
      </label>
      {pause && (
        <DurationField
          label={t('pause')}
          value={pause}
          onValue={(timeout) => Number.isSafeInteger(timeout.n) && timeout.n > 0 && onQuestion({ ...question, end: { timeout } })}
        />
      )}
    </>
  )
}
