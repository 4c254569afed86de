import { Button, Select, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useLocale, useNow, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Form } from './form.tsx'
import { ownTimeZone, readable, timeZoneOptions } from './time-zones.ts'
import { useSetting } from './use-setting.ts'

const RENEW_MS = 30_000
const LIST_HEIGHT = '16rem'

/** Where the days of the workspace begin. */
export function TimeZoneForm({ now }: { now: string }) {
  const t = useTranslations('access')
  const options = useMemo(() => timeZoneOptions(now), [now])
  const [isWanted, setWanted] = useState(false)
  const clock = useClock()
  const { value, setValue, form } = useSetting(now, (timeZone) => api.workspaces.setTimeZone.call({ timeZone }))
  return (
    <Form submit={t('account.save')} {...form}>
      <Text size="sm" c="dimmed">
        {t('workspace.timeZoneHint')}
      </Text>
      <Select
        label={t('workspace.timeZone')}
        description={t('workspace.there', { time: clock(value) })}
        data={isWanted ? options : options.filter((option) => option.value === value)} // a list that is closed is drawn as well
        onFocus={() => setWanted(true)}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('workspace.noTimeZone')}
        value={value}
        onChange={(chosen) => chosen !== null && setValue(chosen)}
        comboboxProps={{ withinPortal: false }}
        withScrollArea={false}
        styles={{ options: { maxHeight: LIST_HEIGHT, overflowY: 'auto' } }}
        renderOption={({ option, checked = false }) => (
          <div>
            <Text size="sm" fw={checked ? 600 : 400}>
              {option.label}
            </Text>
            <Text size="xs" c="dimmed">
              {clock(option.value)}
            </Text>
          </div>
        )}
      />
      <TakeOwn unless={value} onTake={setValue} />
    </Form>
  )
}

/** Sets what is shown, and leaves the saving to whoever reads it. */
function TakeOwn({ unless, onTake }: { unless: string; onTake: (timeZone: string) => void }) {
  const t = useTranslations('access.workspace')
  const own = ownTimeZone()
  if (own === undefined || own === unless) return null
  return (
    <div>
      <Button size="compact-xs" variant="default" onClick={() => onTake(own)}>
        {t('takeOwn', { timeZone: readable(own) })}
      </Button>
    </div>
  )
}

/** The present time in a zone, and how far that is from Greenwich. */
function useClock(): (timeZone: string) => string {
  const locale = useLocale()
  const now = useNow({ updateInterval: RENEW_MS })
  return (timeZone) =>
    new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit', timeZoneName: 'shortOffset' }).format(now)
}
