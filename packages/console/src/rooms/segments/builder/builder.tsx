import { Button, Text, TextInput } from '@mantine/core'
import type { SegmentWhere } from '@percorso/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { useReading } from '../use-reading.ts'
import type { Segment } from '../segment-types.ts'
import type { BuilderSearch } from '../segments-search.ts'
import classes from '../segments.module.css'
import { GroupEditor } from './group-editor.tsx'
import { PreviewPanel } from './preview-panel.tsx'
import { TextMode } from './text-mode.tsx'
import { useRuleDraft } from './use-rule-draft.ts'

type BuilderProps = { segment?: Segment; start: BuilderSearch; keep: (where: SegmentWhere | undefined) => void }

/** Writes a rule without code; beside it the same as text, in words, and whom it means. */
export function Builder({ segment, start, keep }: BuilderProps) {
  const t = useTranslations('segments.builder')
  const [names, setNames] = useState({ name: start.name ?? segment?.name ?? '', description: segment?.description ?? '' })
  const { save, isSaving, error, reset } = useSave(segment)
  // To keep it in the address goes there again: not while saving leads away.
  const { root, change, where, replace } = useRuleDraft(start.rule, isSaving ? undefined : keep)
  const submit = () => {
    if (where) save({ name: names.name.trim(), description: names.description.trim(), rule: { version: 1, where } })
  }
  return (
    <>
      <PageHeader title={segment ? t('editTitle', { name: segment.name }) : t('title')} lead={t('lead')}>
        <Cancel segment={segment} />
        <Button size="xs" type="submit" form="segment-names" loading={isSaving} disabled={where === undefined}>
          {t('save')}
        </Button>
      </PageHeader>
      {error && <Problem error={error} retry={reset} />}
      <div className={classes.builder}>
        <div className={classes.form}>
          <Names value={names} onValue={setNames} onSave={submit} />
          <GroupEditor group={root} change={change} />
        </div>
        <div className={classes.beside}>
          <InWords where={where} />
          <PreviewPanel where={where}>
            <TextMode where={where} onWhere={replace} />
          </PreviewPanel>
        </div>
      </div>
    </>
  )
}

/** The browser says that the name is missing, and goes there. */
const NOT_BLANK = String.raw`.*\S.*`

type NamesOfSegment = { name: string; description: string }
type NamesProps = { value: NamesOfSegment; onValue: (value: NamesOfSegment) => void; onSave: () => void }

/** A form of its own: Enter in the name saves, Enter in a condition does not. */
function Names({ value, onValue, onSave }: NamesProps) {
  const t = useTranslations('segments.builder')
  return (
    <form
      id="segment-names"
      className={classes.names}
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
    >
      <TextInput
        size="xs"
        label={t('name')}
        value={value.name}
        maxLength={100}
        required
        pattern={NOT_BLANK}
        onChange={(event) => onValue({ ...value, name: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        label={t('description')}
        value={value.description}
        maxLength={1000}
        onChange={(event) => onValue({ ...value, description: event.currentTarget.value })}
      />
    </form>
  )
}

function InWords({ where }: { where: SegmentWhere | undefined }) {
  const t = useTranslations('segments.builder')
  const read = useReading()
  return (
    <section aria-labelledby="rule-in-words">
      <Text component="h2" size="sm" fw={600} id="rule-in-words">
        {t('inWords')}
      </Text>
      <p className={classes.words}>
        <bdi>{where ? read(where) : t('nothingYet')}</bdi>
      </p>
    </section>
  )
}

function Cancel({ segment }: { segment: Segment | undefined }) {
  const ui = useTranslations('ui')
  return (
    <Button
      size="xs"
      variant="default"
      renderRoot={(props) =>
        segment ? (
          <Link to="/segments/$segmentId" params={{ segmentId: String(segment.segmentId) }} {...props} />
        ) : (
          <Link to="/segments" {...props} />
        )
      }
    >
      {ui('cancel')}
    </Button>
  )
}

type Definition = { name: string; description: string; rule: { version: 1; where: SegmentWhere } }

/** Makes the segment or changes it, and goes to its page. */
function useSave(segment: Segment | undefined) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const onSuccess = async ({ segmentId }: { segmentId: number }) => {
    await client.invalidateQueries({ queryKey: api.segments.key() })
    await navigate({ to: '/segments/$segmentId', params: { segmentId: String(segmentId) } })
  }
  const create = useMutation(api.segments.create.mutationOptions({ onSuccess }))
  const edit = useMutation(api.segments.change.mutationOptions({ onSuccess }))
  const { isPending, isSuccess, error, reset } = segment ? edit : create
  const save = (definition: Definition) =>
    segment ? edit.mutate({ segmentId: segment.segmentId, ...definition }) : create.mutate(definition)
  return { save, isSaving: isPending || isSuccess, error, reset }
}
