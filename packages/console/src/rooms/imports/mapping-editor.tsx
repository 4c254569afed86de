import { Accordion, Button, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { FactEditor } from './fact-editor.tsx'
import type { Draft, DraftFact } from './import-types.ts'
import { LookupFiles } from './lookup-files.tsx'
import { MappingText } from './mapping-text.tsx'
import { ReadingOptions } from './reading-options.tsx'
import { TemplateInput } from './template-input.tsx'

type Props = {
  draft: Draft
  columns: string[]
  onDraft: (draft: Draft) => void
  lookups: Record<string, string>
  onLookup: (name: string, fileId: string) => void
}

const PERSON = ['userId', 'anonymousId', 'email', 'phone'] as const

/** Who the rows are about, and what they say of them. Everything else a mapping can do is written as text. */
export function MappingEditor({ draft, columns, onDraft, lookups, onLookup }: Props) {
  const t = useTranslations('imports')
  const setFact = (index: number, fact: DraftFact | undefined) =>
    onDraft({ ...draft, facts: draft.facts.flatMap((each, at) => (at === index ? (fact ?? []) : each)) })
  const add = () => onDraft({ ...draft, facts: [...draft.facts, { type: 'track', event: '', time: draft.facts[0]?.time ?? '' }] })
  return (
    <>
      <Who draft={draft} columns={columns} onDraft={onDraft} />
      <Title order={2} size="h5" mt="md">
        {t('what')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('whatHint')}
      </Text>
      {draft.facts.map((fact, index) => (
        <FactEditor
          key={index}
          fact={fact}
          number={index + 1}
          columns={columns}
          onFact={(next) => setFact(index, next)}
          onRemove={draft.facts.length > 1 ? () => setFact(index, undefined) : undefined}
        />
      ))}
      <Button size="compact-xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
        {t('addFact')}
      </Button>
      <LookupFiles draft={draft} lookups={lookups} onLookup={onLookup} />
      <Accordion mt="md" variant="separated" chevronPosition="left">
        <Accordion.Item value="reading">
          <Accordion.Control>{t('reading')}</Accordion.Control>
          <Accordion.Panel>
            <ReadingOptions draft={draft} onDraft={onDraft} />
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="text">
          <Accordion.Control>{t('asText')}</Accordion.Control>
          <Accordion.Panel>
            <MappingText draft={draft} onDraft={onDraft} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </>
  )
}

function Who({ draft, columns, onDraft }: Pick<Props, 'draft' | 'columns' | 'onDraft'>) {
  const t = useTranslations('imports')
  return (
    <>
      <Title order={2} size="h5" mt="md">
        {t('who')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('whoHint')}
      </Text>
      {PERSON.map((kind) => (
        <TemplateInput
          key={kind}
          label={t(`person.${kind}`)}
          value={draft.person[kind] ?? ''}
          columns={columns}
          onValue={(value) => onDraft({ ...draft, person: { ...draft.person, [kind]: value === '' ? undefined : value } })}
        />
      ))}
    </>
  )
}
