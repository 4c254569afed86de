import type { Touchpoint } from '@percorso/contract'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { importances } from './importances.ts'
import classes from './touchpoints.module.css'
import { useMatchText } from './use-match-text.ts'

/** What a touchpoint is, as the registry has it. */
export function AboutPart({ touchpoint }: { touchpoint: Touchpoint }) {
  const t = useTranslations('touchpoints')
  const format = useFormatter()
  const matchText = useMatchText()
  const { matches, owner, subStage, providers, modules, importance } = touchpoint
  return (
    <dl className={classes.about}>
      <About name={t('page.what')}>
        <bdi>{matchText(matches)}</bdi>
        <br />
        <small>{t('page.whatHint')}</small>
      </About>
      <About name={t('page.owner')}>{owner === '' ? t('page.noOwner') : <bdi>{owner}</bdi>}</About>
      {subStage !== '' && (
        <About name={t('page.subStage')}>
          <bdi>{subStage}</bdi>
        </About>
      )}
      <About name={t('form.importance')}>{t(`form.importances.${importances[importance - 1]!}`)}</About>
      {providers.length > 0 && <About name={t('page.providers')}>{format.list(providers.map((each) => t(`providers.${each}`)))}</About>}
      {modules.length > 0 && <About name={t('page.modules')}>{format.list(modules.map((each) => t(`modules.${each}`)))}</About>}
    </dl>
  )
}

function About({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
