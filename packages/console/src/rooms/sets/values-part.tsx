import { Button, FileButton, Text, Textarea } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDroppedFile } from '../imports/use-dropped-file.ts'
import { ListForm } from './list-form.tsx'
import { readRows } from './read-list.ts'
import type { UploadedSet, Verb } from './set-types.ts'
import classes from './sets.module.css'

/** A larger file would fill the browser’s memory several times over. */
const FILE_BYTES_MAX = 100_000_000

export type ReadList = { name: string | undefined } & ReturnType<typeof readRows>

/** Puts people in or takes them out: from a file, dropped or chosen, or from what is pasted. It is read here, in the browser. */
export function ValuesPart({ set, verb }: { set: UploadedSet; verb: Verb }) {
  const t = useTranslations('sets.values')
  const [list, setList] = useState<ReadList>()
  const [problem, setProblem] = useState<'tooLarge' | 'nothing' | 'unreadable'>()
  const take = (text: string, name?: string) => {
    const read = readRows(text)
    setProblem(read.rows.length === 0 ? 'nothing' : undefined)
    setList(read.rows.length === 0 ? undefined : { name, ...read })
  }
  const takeFile = (file: File) => {
    if (file.size > FILE_BYTES_MAX) return setProblem('tooLarge')
    file.text().then(
      (text) => take(text, file.name),
      () => setProblem('unreadable'),
    )
  }
  if (list) return <ListForm set={set} verb={verb} list={list} onDone={() => setList(undefined)} />
  return (
    <>
      <p className={classes.hint}>{t(`${verb}Hint`)}</p>
      {problem && (
        <Text role="alert" size="sm" c="red" mb="xs">
          {t(problem)}
        </Text>
      )}
      <Drop onFile={takeFile} />
      <Paste onText={take} />
    </>
  )
}

function Drop({ onFile }: { onFile: (file: File) => void }) {
  const t = useTranslations('sets.values')
  const over = useDroppedFile(onFile)
  return (
    <section className={classes.drop} data-over={over} aria-label={t('file')}>
      <IconFileUpload size={28} stroke={1.4} aria-hidden />
      <Text size="sm">{t('drop')}</Text>
      <FileButton
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        onChange={(file) => file && onFile(file)}
        inputProps={{ 'aria-label': t('choose') }}
      >
        {(props) => (
          <Button size="xs" {...props}>
            {t('choose')}
          </Button>
        )}
      </FileButton>
    </section>
  )
}

function Paste({ onText }: { onText: (text: string) => void }) {
  const t = useTranslations('sets.values')
  const [text, setText] = useState('')
  return (
    <form
      className={classes.paste}
      onSubmit={(event) => {
        event.preventDefault()
        onText(text)
      }}
    >
      <Textarea
        size="xs"
        label={t('paste')}
        description={t('pasteHint')}
        rows={6}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button size="xs" type="submit" variant="default" disabled={text.trim() === ''}>
        {t('read')}
      </Button>
    </form>
  )
}
