import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Problem } from '../../../ui/problem.tsx'
import type { Model } from '../score-types.ts'
import { BalanceSection } from './balance-section.tsx'
import type { Draft } from './draft.ts'
import classes from './editor.module.css'
import { EngagementSection } from './engagement-section.tsx'
import { FitSection } from './fit-section.tsx'
import { NamesSection } from './names-section.tsx'
import { PreviewSection } from './preview-section.tsx'
import type { PreviewPeople } from './preview-section.tsx'
import { problemsOf } from './problems.ts'
import { StagesSection } from './stages-section.tsx'
import { useKeptDraft } from './use-kept-draft.ts'
import { useSaveModel } from './use-save-model.ts'
import { WhoSection } from './who-section.tsx'

type EditorProps = {
  model?: Model | undefined
  /** Under which address the draft is kept. */
  place: string
  begin: () => Draft
  preview: PreviewPeople
}

const FORM = 'score-model'

/** Writes a score model; beside it what it says of some people at once. */
export function Editor({ model, place, begin, preview }: EditorProps) {
  const t = useTranslations('scores.editor')
  const { draft, change, isKept, forget, startOver } = useKeptDraft(place, begin)
  const { save, isSaving, error, reset } = useSaveModel(model, forget)
  const { said, submit } = useProblems(draft, save)
  const parts = { draft, change, said }
  return (
    <>
      <PageHeader title={model ? t('editTitle', { name: model.name }) : t('title')} lead={t('lead')}>
        <Cancel model={model} forget={forget} />
        <Button size="xs" type="submit" form={FORM} loading={isSaving}>
          {t('save')}
        </Button>
      </PageHeader>
      {error && <Problem error={error} retry={reset} />}
      {isKept && <Kept startOver={startOver} />}
      <div className={classes.editor}>
        <form id={FORM} className={classes.form} noValidate onSubmit={submit} key={isKept ? 'kept' : 'begun'}>
          <NamesSection {...parts} isNew={model === undefined} />
          <WhoSection {...parts} />
          <FitSection {...parts} />
          <EngagementSection {...parts} />
          <BalanceSection {...parts} />
          <StagesSection {...parts} />
        </form>
        <PreviewSection draft={draft} preview={preview} />
      </div>
    </>
  )
}

/** What is wrong is said once somebody has tried to save, at its place, and the first of it is gone to. */
function useProblems(draft: Draft, save: (draft: Draft) => void) {
  const t = useTranslations('scores.problems')
  const problems = useMemo(() => problemsOf(draft), [draft])
  const [tried, setTried] = useState(false)
  const said = (place: string) => {
    const code = tried ? problems[place] : undefined
    return code && t(code)
  }
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    setTried(true)
    if (Object.keys(problems).length === 0) return save(draft)
    requestAnimationFrame(() => {
      const wrong = form.querySelector<HTMLElement>('[aria-invalid=true], [data-wrong]')
      wrong?.scrollIntoView({ block: 'center' })
      wrong?.focus()
    })
  }
  return { said, submit }
}

function Kept({ startOver }: { startOver: () => void }) {
  const t = useTranslations('scores.editor')
  return (
    <p className={classes.kept}>
      {t('kept')}
      <Button size="compact-xs" variant="default" onClick={startOver}>
        {t('startOver')}
      </Button>
    </p>
  )
}

function Cancel({ model, forget }: { model: Model | undefined; forget: () => void }) {
  const ui = useTranslations('ui')
  return (
    <Button
      size="xs"
      variant="default"
      onClick={forget}
      renderRoot={(props) =>
        model ? <Link to="/scores/$modelId" params={{ modelId: String(model.modelId) }} {...props} /> : <Link to="/scores" {...props} />
      }
    >
      {ui('cancel')}
    </Button>
  )
}
