import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import type { Draft } from './import-types.ts'
import classes from './imports.module.css'

const DELIMITERS = { auto: 'auto', ',': ',', ';': ';', '\t': 'Tab', '|': '|' }
const ENCODINGS = ['auto', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const

/** How the file is written: what no look at it can tell for sure. */
export function ReadingOptions({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }) {
  const t = useTranslations('imports')
  const set = (part: Partial<Draft>) => onDraft({ ...draft, ...part })
  return (
    <div className={classes.line}>
      <TextInput
        size="xs"
        label={t('timeZone')}
        value={draft.timeZone ?? 'UTC'}
        onChange={(event) => set({ timeZone: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        label={t('dateOrder')}
        value={draft.dateOrder ?? ''}
        onChange={(event) => set({ dateOrder: (event.currentTarget.value || undefined) as Draft['dateOrder'] })}
        data={[
          { value: '', label: t('dateOrders.none') },
          { value: 'dmy', label: t('dateOrders.dmy') },
          { value: 'mdy', label: t('dateOrders.mdy') },
        ]}
      />
      <NativeSelect
        size="xs"
        label={t('decimal')}
        value={draft.decimal ?? '.'}
        onChange={(event) => set({ decimal: event.currentTarget.value as '.' | ',' })}
        data={[
          { value: '.', label: '1.5' },
          { value: ',', label: '1,5' },
        ]}
      />
      <NativeSelect
        size="xs"
        label={t('delimiter')}
        value={draft.delimiter ?? 'auto'}
        onChange={(event) => set({ delimiter: event.currentTarget.value })}
        data={Object.entries(DELIMITERS).map(([value, label]) => ({ value, label: value === 'auto' ? t('auto') : label }))}
      />
      <NativeSelect
        size="xs"
        label={t('encoding')}
        value={draft.encoding ?? 'auto'}
        onChange={(event) => set({ encoding: event.currentTarget.value as Draft['encoding'] })}
        data={ENCODINGS.map((value) => ({ value, label: value === 'auto' ? t('auto') : value }))}
      />
    </div>
  )
}
