import { Button, SegmentedControl, Text, TextInput, Title } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { problemOf } from '../../api/problem.ts'
import { useMe } from '../../shell/me.ts'
import { Snippet } from '../../ui/snippet.tsx'
import { snippets } from './snippets.ts'
import { LANGUAGES } from './source-search.ts'
import type { SnippetLanguage } from './source-search.ts'
import classes from './sources.module.css'
import { useCreateKey } from './use-source-changes.ts'
import { WriteKeys } from './write-keys.tsx'

type Props = { sourceId: number; language: SnippetLanguage; onLanguage: (language: SnippetLanguage) => void }

/** How to send from a source: a key, and code that works as it stands. */
export function Setup({ sourceId, language, onLanguage }: Props) {
  const t = useTranslations('sources')
  const { may } = useMe()
  const create = useCreateKey(sourceId)
  const writeKey = create.data?.writeKey
  return (
    <>
      <Title order={2} size="h5" mb={4}>
        {t('send')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm" component="output" display="block">
        {t(writeKey === undefined ? 'sendHint' : 'shownOnce')}
      </Text>
      <SegmentedControl
        size="xs"
        mb="sm"
        className={classes.languages}
        value={language}
        onChange={(value) => onLanguage(value as SnippetLanguage)}
        data={LANGUAGES.map((value) => ({ value, label: t(`languages.${value}`) }))}
      />
      <Snippet
        code={snippets[language]({ origin: location.origin, writeKey: writeKey ?? 'WRITE_KEY' })}
        label={t(`languages.${language}`)}
      />
      {may('sources.manage') && <NewKey create={create} />}
      <WriteKeys sourceId={sourceId} />
    </>
  )
}

function NewKey({ create }: { create: ReturnType<typeof useCreateKey> }) {
  const t = useTranslations('sources')
  const ui = useTranslations('ui')
  const [origins, setOrigins] = useState('')
  return (
    <div className={classes.newKey}>
      <TextInput
        size="xs"
        label={t('origins')}
        description={t('originsHint')}
        placeholder="https://shop.example.com"
        value={origins}
        error={create.error ? (problemOf(create.error)?.message ?? ui('problem.unreachable')) : undefined}
        onChange={(event) => setOrigins(event.currentTarget.value)}
      />
      <Button
        size="xs"
        loading={create.isPending}
        leftSection={<IconKey size={15} aria-hidden />}
        onClick={() => create.mutate(origins.split(/[\s,;]+/u).filter((origin) => origin !== ''))}
      >
        {t('makeKey')}
      </Button>
    </div>
  )
}
