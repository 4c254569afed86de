import { IconAlertTriangle } from '@tabler/icons-react'
import { useFormatter, useTranslations } from 'use-intl'
import { Count, Share } from '../../../ui/count.tsx'
import { Notice, NoticeText } from '../../../ui/notice.tsx'
import { Tile, Tiles } from '../../../ui/tiles.tsx'
import type { Auc, BackTest, Model } from '../score-types.ts'
import classes from './back-test.module.css'
import { BandTable } from './band-table.tsx'
import { LiftChart } from './lift-chart.tsx'

const SIGNIFICANT = 0.05

/** What a back-test found: in words first, then in figures. */
export function BackTestResult({ result, model }: { result: BackTest; model: Model }) {
  const t = useTranslations('scores.test')
  const { people, conversions, auc } = result
  return (
    <>
      <Tiles label={t('figures')}>
        <Tile name={t('people')}>
          <Count of={people} />
        </Tile>
        <Tile name={t('conversions')}>
          <Count of={conversions} />
          <small className={classes.interval}>
            <Share part={conversions} of={people} />
          </small>
        </Tile>
        <AucTile name={t('auc')} auc={auc} />
        <AucTile name={t('recency')} auc={result.recency} />
        <AucTile name={t('difference')} auc={result.difference} signed />
      </Tiles>
      <Warnings result={result} />
      {auc === null ? (
        <Notice title={t('tooFew')}>
          <NoticeText>{t('tooFewHint')}</NoticeText>
        </Notice>
      ) : (
        <>
          <Verdict result={result} auc={auc} />
          <LiftChart result={result} name={model.name} />
          <BandTable bands={result.bands} />
        </>
      )}
    </>
  )
}

function AucTile({ name, auc, signed = false }: { name: string; auc: Auc | null; signed?: boolean }) {
  const t = useTranslations('scores.test')
  const format = useFormatter()
  const told = (value: number) =>
    format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3, ...(signed && { signDisplay: 'exceptZero' }) })
  return (
    <Tile name={name}>
      {auc === null ? (
        '–'
      ) : (
        <>
          {told(auc.value)}{' '}
          <small className={classes.interval}>{t('interval', { low: told(auc.low), high: told(auc.high), p: pText(auc.p) })}</small>
        </>
      )}
    </Tile>
  )

  function pText(p: number): string {
    return p < 0.001 ? `p < ${format.number(0.001, { minimumFractionDigits: 3 })}` : `p = ${format.number(p, { maximumFractionDigits: 3 })}`
  }
}

function Warnings({ result: { sampled, usesToday, people } }: { result: BackTest }) {
  const t = useTranslations('scores.test')
  const warnings = [...(sampled ? [t('sampled', { n: people })] : []), ...(usesToday ? [t('usesToday')] : [])]
  if (warnings.length === 0) return null
  return (
    <ul className={classes.warnings}>
      {warnings.map((warning) => (
        <li key={warning}>
          <IconAlertTriangle size={16} aria-hidden />
          {warning}
        </li>
      ))}
    </ul>
  )
}

/** No better than chance, no better than recency, or better: said only as far as the intervals allow. */
function Verdict({ result: { difference }, auc }: { result: BackTest; auc: Auc }) {
  const t = useTranslations('scores.test')
  const beatsChance = auc.p < SIGNIFICANT && auc.value > 0.5
  const beatsRecency = difference !== null && difference.p < SIGNIFICANT && difference.value > 0
  const worse = difference !== null && difference.p < SIGNIFICANT && difference.value < 0
  const vsRecency = beatsRecency ? 'better' : worse ? 'worse' : 'same'
  return (
    <p className={classes.verdict}>
      {t(beatsChance ? 'beatsChance' : 'chance')} {difference && t(`versusRecency.${vsRecency}`)}
    </p>
  )
}
