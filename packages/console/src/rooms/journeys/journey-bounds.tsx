import { Button, NumberInput, Popover, Select, Stack } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { sampleTexts, useVocabulary } from '../segments/builder/use-vocabulary.ts'
import { DelayedInput } from '../../ui/delayed-input.tsx'
import { useJourneys } from './use-journeys.ts'
import { useSteps } from './use-steps.ts'

/** Where journeys begin and end, and of whom they are: what is asked less often. */
export function JourneyBounds() {
  const t = useTranslations('journeys.bounds')
  const { search } = useJourneys()
  const { account, trait, start, outcome } = search
  const set = [account, trait, start, outcome].filter((part) => part !== undefined).length
  return (
    <Popover position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {set === 0 ? t('more') : t('moreSet', { n: set })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('more')}>
        <Stack gap="xs" w={260}>
          <Ends />
          <Whose />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function Ends() {
  const t = useTranslations('journeys.bounds')
  const { search, onSearch } = useJourneys()
  const { start, outcome, last } = search
  const steps = useSteps()
  const within = { size: 'xs', searchable: true, clearable: true, comboboxProps: { withinPortal: false } } as const
  return (
    <>
      <Select
        {...within}
        label={t('start')}
        data={steps}
        value={start ?? null}
        onChange={(step) => onSearch({ start: step ?? undefined })}
      />
      <Select
        {...within}
        label={t('outcome')}
        data={steps}
        value={outcome ?? null}
        onChange={(step) => onSearch({ outcome: step ?? undefined, ...(step === null && { last: undefined }) })}
      />
      {outcome !== undefined && (
        <NumberInput
          size="xs"
          label={t('last')}
          description={t('lastHint')}
          min={1}
          max={3650}
          value={last ?? ''}
          onChange={(days) => onSearch({ last: typeof days === 'number' && days >= 1 ? days : undefined })}
        />
      )}
    </>
  )
}

function Whose() {
  const t = useTranslations('journeys.bounds')
  const { search, onSearch } = useJourneys()
  const { traits } = useVocabulary()
  const { account, trait, value } = search
  const keys = new Set([...traits.map(({ key }) => key), ...(trait === undefined ? [] : [trait])])
  return (
    <>
      <DelayedInput label={t('account')} width={260} value={account} onValue={(id) => onSearch({ account: id === '' ? undefined : id })} />
      <Select
        size="xs"
        label={t('trait')}
        data={[...keys]}
        searchable
        clearable
        comboboxProps={{ withinPortal: false }}
        value={trait ?? null}
        onChange={(key) => onSearch({ trait: key ?? undefined, value: undefined })}
      />
      {trait !== undefined && (
        <DelayedInput
          key={trait}
          label={t('value')}
          width={260}
          value={value}
          suggestions={sampleTexts(traits.find(({ key }) => key === trait)?.samples)}
          onValue={(text) => onSearch({ value: text === '' ? undefined : text })}
        />
      )}
    </>
  )
}
