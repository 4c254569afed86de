import { useId } from 'react'
import type { KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../../../ui/notice.tsx'
import { measureIn } from '../draw/measure.ts'
import { atMost, wrapText } from '../draw/wrap-text.ts'
import { feelsOf } from '../grid/emotion-scale.ts'
import { usePlaceWords } from '../grid/place-words.ts'
import { useDocument, useMapLayout } from '../map-context.ts'
import classes from './circle.module.css'
import { CENTRE, UNIT, ZERO, circleOf } from './circle-places.ts'
import type { CircleArc, CircleStep } from './circle-places.ts'

const LABEL_WIDTH = 150
const LABEL_LINE = 16
const FEW = 30

/** The journey as a circle that begins anew: what customers do before, during and after, and how it feels on the way round. */
export function CircleView({ onStep }: { onStep?: (place: string) => void }) {
  const t = useTranslations('maps')
  const layout = useMapLayout()
  const cells = useDocument('cells', (document) => document.cells)
  const name = useDocument('name', (document) => document.name)
  const { steps, arcs, line } = circleOf({ cells }, layout)
  if (steps.length === 0) return <Notice title={t('circle.none')} />
  return (
    <section aria-label={t('circle.label', { name })}>
      <svg className={classes.circle} viewBox="0 0 1040 860">
        {[-2, -1, 0, 1, 2].map((emotion) => (
          <circle
            key={emotion}
            className={classes.ring}
            cx={CENTRE.x}
            cy={CENTRE.y}
            r={ZERO + UNIT * emotion}
            data-zero={emotion === 0 || undefined}
          />
        ))}
        <path className={classes.cycle} d={line} />
        <text className={classes.middle} x={CENTRE.x} y={CENTRE.y + 5} textAnchor="middle">
          {t('circle.middle')}
        </text>
        {arcs.map((arc) => (
          <Arc key={arc.id} arc={arc} />
        ))}
        {steps.map((step) => (
          <Dot key={step.id} step={step} few={steps.length <= FEW} {...(onStep && { onOpen: () => onStep(`steps/${step.id}`) })} />
        ))}
      </svg>
    </section>
  )
}

function Arc({ arc: { name, phase, band, text, width } }: { arc: CircleArc }) {
  const t = useTranslations('maps')
  const id = useId()
  const [shown] = atMost(wrapText(name, width - 12, measureIn(13, 650)), 1)
  return (
    <g className={classes.arc} data-phase={phase}>
      <title>{t('stageName', { name, phase: t(`phases.${phase}`) })}</title>
      <path d={band} />
      <path id={id} d={text} style={{ fill: 'none' }} />
      <text>
        <textPath href={`#${id}`} startOffset="50%" textAnchor="middle">
          {shown}
        </textPath>
      </text>
    </g>
  )
}

type DotProps = { step: CircleStep; few: boolean; onOpen?: () => void }

function Dot({ step: { name, stage, emotion, x, y, label }, few, onOpen }: DotProps) {
  const t = useTranslations('maps')
  const words = usePlaceWords()
  const said = t('circle.step', {
    step: name,
    stage,
    emotion: emotion === null ? t('circle.noEmotion') : t('emotionIs', { n: words.signed(emotion) }),
  })
  const lines = few ? atMost(wrapText(name, LABEL_WIDTH, measureIn(13)), 3) : []
  const top = label.y - ((lines.length - 1) * LABEL_LINE) / 2 + 4
  const opens = onOpen && {
    onClick: onOpen,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      onOpen()
    },
  }
  return (
    <g className={classes.dot} data-feels={feelsOf(emotion)} role={onOpen ? 'button' : 'img'} tabIndex={0} {...opens}>
      <title>{said}</title>
      <circle cx={x} cy={y} r={few ? 11 : 5} />
      {few && (
        <text x={x} y={y + 4} textAnchor="middle" aria-hidden>
          {emotion === null ? '' : words.signed(emotion)}
        </text>
      )}
      {lines.map((line, index) => (
        <text key={index} x={label.x} y={top + index * LABEL_LINE} textAnchor={label.anchor} aria-hidden>
          {line}
        </text>
      ))}
    </g>
  )
}
