import type { FactWindow } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import { DateField, DurationField, Choice, Word } from './fields.tsx'
import { FactFields } from './fact-fields.tsx'

type How = 'ever' | 'last' | 'dates' | 'after'
type Window = FactWindow | undefined
type WindowFieldsProps = { window: Window; onWindow: (window: Window) => void; ways?: readonly How[] }

const WAYS = ['ever', 'last', 'dates', 'after'] as const satisfies How[]
/** Not counted from another fact: a sequence has a length of its own, a consent is no fact. */
export const WAYS_OF_PERIODS = ['ever', 'last', 'dates'] as const satisfies How[]

const begun: Record<How, () => Window> = {
  ever: () => undefined,
  last: () => ({ last: { n: 30, unit: 'days' } }),
  dates: () => ({ from: '', to: '' }),
  after: () => ({ after: {}, for: { n: 30, unit: 'days' } }),
}

/** When the facts happened. */
export function WindowFields({ window, onWindow, ways = WAYS }: WindowFieldsProps) {
  const t = useTranslations('segments.builder')
  return (
    <>
      <Choice<How>
        label={t('window')}
        value={wayOf(window)}
        options={ways}
        name={(how) => t(`windows.${how}`)}
        onValue={(how) => onWindow(begun[how]())}
      />
      {window && 'last' in window && <DurationField label={t('howLong')} value={window.last} onValue={(last) => onWindow({ last })} />}
      {window && 'after' in window && <AfterFields window={window} onWindow={onWindow} />}
      {window && !('last' in window) && !('after' in window) && <DatesFields window={window} onWindow={onWindow} />}
    </>
  )
}

function wayOf(window: Window): How {
  if (!window) return 'ever'
  if ('last' in window) return 'last'
  return 'after' in window ? 'after' : 'dates'
}

type After = Extract<FactWindow, { after: unknown }>

function AfterFields({ window, onWindow }: { window: After; onWindow: (window: After) => void }) {
  const t = useTranslations('segments.builder')
  return (
    <>
      <DurationField label={t('howLong')} value={window.for} onValue={(length) => onWindow({ ...window, for: length })} />
      <Word>{t('afterFirst')}</Word>
      <FactFields label={t('afterFact')} match={window.after} onMatch={(after) => onWindow({ ...window, after })} />
    </>
  )
}

type Dates = { from?: string | undefined; to?: string | undefined }

/** From a day on, up to another, or both. One of them may stay empty. */
function DatesFields({ window, onWindow }: { window: Dates; onWindow: (window: FactWindow) => void }) {
  const t = useTranslations('segments.builder')
  const { from = '', to = '' } = window
  const give = (next: { from: string; to: string }) => onWindow(datesOf(next))
  return (
    <>
      <DateField label={t('from')} value={from} onValue={(next) => give({ from: next, to })} />
      <Word>{t('to')}</Word>
      <DateField label={t('toBefore')} value={to} onValue={(next) => give({ from, to: next })} />
    </>
  )
}

/** What is empty is left out; both empty is not finished. */
function datesOf({ from, to }: { from: string; to: string }): FactWindow {
  if (from === '' && to !== '') return { to }
  return from !== '' && to === '' ? { from } : { from, to }
}
