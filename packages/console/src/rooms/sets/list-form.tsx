import { Button, Checkbox, Group, NativeSelect, Progress, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Problem } from '../../ui/problem.tsx'
import type { Listed } from './batches.ts'
import { KindChoice } from './kind-choice.tsx'
import { guess } from './read-list.ts'
import { SentResult } from './sent-result.tsx'
import type { UploadedSet, Verb } from './set-types.ts'
import classes from './sets.module.css'
import { useSendValues } from './use-send-values.ts'
import type { ReadList } from './values-part.tsx'

const SAMPLES = 5

type ListFormProps = { set: UploadedSet; verb: Verb; list: ReadList; onDone: () => void }
type Choice = { header: boolean; column: number; kind: string }

/** What the list is: in which column people are, and by what they are named. Then it is sent. */
export function ListForm({ set: { setId }, verb, list, onDone }: ListFormProps) {
  const t = useTranslations('sets.values')
  const ui = useTranslations('ui')
  const [choice, setChoice] = useState<Choice>(() => guess(list.rows))
  const values = useMemo(() => valuesOf(list, choice), [list, choice])
  const sending = useSendValues()
  const send = () => sending.mutate({ setId, verb, kind: choice.kind, values })
  if (sending.isPending) return <SendingNow done={sending.done} of={values.length} onStop={sending.stop} />
  if (sending.data) return <SentResult verb={verb} sent={sending.data} onDone={onDone} />
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {sending.error && <Problem error={sending.error} retry={send} />}
      <ListFields list={list} choice={choice} onChoice={setChoice} />
      <Samples values={values} />
      <Group gap="xs">
        <Button size="xs" type="submit" disabled={values.length === 0 || choice.kind === ''}>
          {t(verb === 'add' ? 'addThem' : 'takeThemOut', { n: values.length })}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {ui('cancel')}
        </Button>
      </Group>
    </form>
  )
}

function valuesOf({ rows, lines }: ReadList, { header, column }: Choice): Listed[] {
  return rows
    .map((row, place) => ({ line: lines[place]!, value: row[column] ?? '' }))
    .slice(header ? 1 : 0)
    .filter(({ value }) => value.trim() !== '')
}

type FieldsProps = { list: ReadList; choice: Choice; onChoice: (choice: Choice) => void }

function ListFields({ list: { name, rows }, choice, onChoice }: FieldsProps) {
  const t = useTranslations('sets.values')
  const [first = []] = rows
  return (
    <>
      {name !== undefined && (
        <Text size="sm">
          <bdi>{name}</bdi>
        </Text>
      )}
      <Checkbox
        size="xs"
        label={t('header')}
        checked={choice.header}
        onChange={(event) => onChoice({ ...choice, header: event.currentTarget.checked })}
      />
      {first.length > 1 && (
        <NativeSelect
          size="xs"
          label={t('column')}
          value={String(choice.column)}
          data={first.map((cell, place) => ({
            value: String(place),
            label: choice.header && cell.trim() !== '' ? cell.slice(0, 100) : t('columnNumber', { n: place + 1 }),
          }))}
          onChange={(event) => onChoice({ ...choice, column: Number(event.currentTarget.value) })}
        />
      )}
      <KindChoice kind={choice.kind} onKind={(kind) => onChoice({ ...choice, kind })} />
    </>
  )
}

function Samples({ values }: { values: Listed[] }) {
  const t = useTranslations('sets.values')
  if (values.length === 0) return <Text size="sm">{t('emptyColumn')}</Text>
  return (
    <div>
      <Text size="sm">{t('found', { n: values.length })}</Text>
      <ul className={classes.samples}>
        {values.slice(0, SAMPLES).map(({ line, value }) => (
          <li key={line}>
            <bdi>{value.slice(0, 100)}</bdi>
          </li>
        ))}
        {values.length > SAMPLES && <li>…</li>}
      </ul>
    </div>
  )
}

function SendingNow({ done, of: whole, onStop }: { done: number; of: number; onStop: () => void }) {
  const t = useTranslations('sets.values')
  const ui = useTranslations('ui')
  const format = useFormatter()
  return (
    <section className={classes.form} aria-label={t('sending')}>
      <Progress value={(done / whole) * 100} aria-label={t('sending')} />
      <Text size="sm" c="dimmed" component="output">
        {t('progress', { done: format.number(done), of: format.number(whole) })}
      </Text>
      <Group>
        <Button size="xs" variant="default" onClick={onStop}>
          {ui('cancel')}
        </Button>
      </Group>
    </section>
  )
}
