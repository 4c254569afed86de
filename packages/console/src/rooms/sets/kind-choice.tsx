import { NativeSelect } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { useVocabulary } from '../segments/builder/use-vocabulary.ts'

const KINDS = ['email', 'user_id', 'phone', 'anonymous_id'] as const

/** By what people are named: the usual kinds, and those of other systems that there are. */
export function KindChoice({ kind, onKind }: { kind: string; onKind: (kind: string) => void }) {
  const t = useTranslations('sets.values')
  const { identifiers } = useVocabulary()
  const others = identifiers.filter((each) => !(KINDS as readonly string[]).includes(each))
  return (
    <NativeSelect
      size="xs"
      label={t('kind')}
      value={kind}
      data={[...KINDS.map((each) => ({ value: each, label: t(`kinds.${each}`) })), ...others.map((each) => ({ value: each, label: each }))]}
      onChange={(event) => onKind(event.currentTarget.value)}
    />
  )
}
