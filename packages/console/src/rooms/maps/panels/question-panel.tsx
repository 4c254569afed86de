import { Radio, Stack } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { useDocument, useOpenMap } from '../map-context.ts'
import classes from './panels.module.css'
import { changed } from '../model/map-actions.ts'
import { QuestionFields } from './question-fields.tsx'
import type { Question } from './question-fields.tsx'

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
      {question && <QuestionFields question={question} onQuestion={set} />}
    </fieldset>
  )
}
