import { ActionIcon, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { FactType } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import type { Rule } from './privacy.ts'
import classes from './privacy.module.css'

const TYPES = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const satisfies FactType[]
const DAYS_MAX = 36_500

type Props = { rule: Rule; number: number; would: number | undefined; onChange: (rule: Rule | undefined) => void }

/** One rule: what it is about, after how long it goes, and how much that would be now. */
export function RuleRow({ rule, number, would, onChange }: Props) {
  const t = useTranslations('privacy.retention')
  const facts = useTranslations('facts')
  const isFact = rule.what === 'fact'
  return (
    <fieldset className={classes.rule}>
      <legend>{number}</legend>
      <NativeSelect
        size="xs"
        label={t('what')}
        value={rule.what}
        onChange={(event) =>
          onChange({ ...rule, what: event.currentTarget.value === 'rejected' ? 'rejected' : 'fact', type: null, name: null })
        }
        data={[
          { value: 'fact', label: t('fact') },
          { value: 'rejected', label: t('rejected') },
        ]}
      />
      <NativeSelect
        size="xs"
        label={t('type')}
        disabled={!isFact}
        value={rule.type ?? ''}
        onChange={(event) => onChange({ ...rule, type: TYPES.find((type) => type === event.currentTarget.value) ?? null })}
        data={[{ value: '', label: t('anyType') }, ...TYPES.map((value) => ({ value, label: facts(value) }))]}
      />
      <TextInput
        size="xs"
        label={t('name')}
        placeholder={t('anyName')}
        className={classes.grow}
        disabled={!isFact}
        maxLength={500}
        value={rule.name ?? ''}
        onChange={(event) => onChange({ ...rule, name: event.currentTarget.value || null })}
      />
      <NumberInput
        size="xs"
        label={t('days')}
        w={90}
        min={1}
        max={DAYS_MAX}
        allowDecimal={false}
        value={rule.days}
        onChange={(days) => typeof days === 'number' && days >= 1 && days <= DAYS_MAX && onChange({ ...rule, days })}
      />
      <output className={classes.would} title={t('preview')}>
        {would === undefined ? '…' : t('would', { count: would })}
      </output>
      <ActionIcon variant="subtle" color="gray" aria-label={t('remove', { n: String(number) })} onClick={() => onChange(undefined)}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </fieldset>
  )
}
