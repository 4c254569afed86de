import type { EvidenceLevel, MapCell, MapMeasure } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import classes from '../maps.module.css'
import { usePlaceWords } from './place-words.ts'

/** An empty ring, half a disc, a full square: told apart without colour. */
export function LevelShape({ level }: { level: EvidenceLevel }) {
  return (
    <svg className={classes.level} data-level={level} width="11" height="11" viewBox="0 0 12 12" aria-hidden>
      {level === 'measured' ? <rect x="1" y="1" width="10" height="10" rx="2" /> : <circle cx="6" cy="6" r="4.5" />}
      {level === 'observed' && <path d="M6 1.5a4.5 4.5 0 0 0 0 9z" />}
    </svg>
  )
}

/** On what a cell rests. What is measured has its number above. */
export function EvidenceSign({ cell, measure }: { cell: MapCell; measure: MapMeasure | undefined }) {
  const t = useTranslations('maps')
  const words = usePlaceWords()
  const { binding, evidence } = cell
  const level = binding ? 'measured' : evidence.level
  return (
    <>
      {binding && (
        <span className={classes.number}>
          {measure ? words.amount(binding.kind, measure.value) : t('reading')}
          {measure && measure.low !== null && measure.high !== null && (
            <small>{t('interval', { low: words.amount(binding.kind, measure.low), high: words.amount(binding.kind, measure.high) })}</small>
          )}
        </span>
      )}
      <span className={classes.sign}>
        <LevelShape level={level} />
        {binding && measure
          ? `${t('levels.measured')}, n = ${words.number(measure.n)}`
          : level === 'observed'
            ? words.evidence(cell, undefined)
            : t(`levels.${level}`)}
      </span>
    </>
  )
}
