import { VisuallyHidden } from '@mantine/core'
import type { Explained, SegmentWhere } from '@percorso/contract'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useFormatter, useTranslations } from 'use-intl'
import { Moment } from '../../ui/moment.tsx'
import { useReading } from './use-reading.ts'
import classes from './segments.module.css'

type Joined = Extract<Explained, { parts: Explained[] }>
type Leaf = Extract<Explained, { leaf: unknown }>

/** A rule as it went for one person: each condition with whether it holds, what was found, and when it would turn. */
export function ExplainedTree({ explained }: { explained: Explained }) {
  const t = useTranslations('segments.why')
  return (
    <ul className={classes.tree} aria-label={t('conditions')}>
      <Node explained={explained} />
    </ul>
  )
}

/** Whether it holds: by shape, by colour, and in a word for those who listen. */
export function Holds({ holds }: { holds: boolean }) {
  const t = useTranslations('segments.why')
  const Symbol = holds ? IconCheck : IconX
  return (
    <>
      <Symbol size={16} stroke={2.5} aria-hidden className={holds ? classes.holds : classes.fails} />
      <VisuallyHidden>{t(holds ? 'holds' : 'fails')}</VisuallyHidden>
    </>
  )
}

function Node({ explained }: { explained: Explained }) {
  if ('leaf' in explained) return <LeafNode outcome={explained} leaf={explained} />
  const [inner] = explained.parts
  // “Not” and what it is about are one line: two marks that contradict each other would have to be worked out.
  if (explained.joined !== 'not' || !inner) return <JoinedNode outcome={explained} joined={explained} />
  return 'leaf' in inner ? <LeafNode outcome={explained} leaf={inner} negated /> : <JoinedNode outcome={explained} joined={inner} negated />
}

type Outcome = Pick<Explained, 'holds' | 'turnsAt'>

function JoinedNode({ outcome, joined, negated = false }: { outcome: Outcome; joined: Joined; negated?: boolean }) {
  const t = useTranslations('segments.builder.joins')
  const join = joined.joined === 'any' ? (negated ? 'none' : 'any') : negated ? 'notAll' : 'all'
  return (
    <li>
      <div className={classes.node}>
        <Holds holds={outcome.holds} />
        <div>
          {t(join)} <Turns {...outcome} />
        </div>
      </div>
      <ul className={classes.tree}>
        {joined.parts.map((part, index) => (
          <Node key={index} explained={part} />
        ))}
      </ul>
    </li>
  )
}

function LeafNode({ outcome, leaf: { leaf, found }, negated = false }: { outcome: Outcome; leaf: Leaf; negated?: boolean }) {
  const read = useReading()
  const where: SegmentWhere = negated ? { not: leaf } : leaf
  return (
    <li>
      <div className={classes.node}>
        <Holds holds={outcome.holds} />
        <div>
          <bdi>{read(where)}</bdi> {found !== undefined && <Found found={found} isConsent={'consent' in leaf} />} <Turns {...outcome} />
        </div>
      </div>
    </li>
  )
}

const LENGTH_MAX = 200

function Found({ found, isConsent }: { found: unknown; isConsent: boolean }) {
  const t = useTranslations('segments.why')
  const format = useFormatter()
  const isTime = typeof found === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(found)
  if (isConsent) return <FoundConsent {...(found as { given: boolean; saidAt: string })} />
  if (found === null) return <small>{t('nothingFound')}</small>
  if (isTime) return <small>{t.rich('foundTime', { time: () => <Moment at={found} /> })}</small>
  const text = typeof found === 'number' ? format.number(found, { maximumFractionDigits: 4 }) : textOf(found)
  return (
    <small>
      <bdi>{t('found', { value: text.slice(0, LENGTH_MAX) })}</bdi>
    </small>
  )
}

function FoundConsent({ given, saidAt }: { given: boolean; saidAt: string }) {
  const t = useTranslations('segments.why')
  return <small>{t.rich('foundConsent', { is: given ? 'yes' : 'no', time: () => <Moment at={saidAt} /> })}</small>
}

function textOf(found: unknown): string {
  return typeof found === 'string' ? found : JSON.stringify(found)
}

function Turns({ turnsAt }: Outcome) {
  const t = useTranslations('segments.why')
  return turnsAt !== null && <small>{t.rich('turns', { time: () => <Moment at={turnsAt} /> })}</small>
}
