import { useId } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './gaps.module.css'

/** One of the four questions, in the order in which they are asked. */
export function Part({ of, n, children }: { of: 'desired' | 'lived' | 'bridge' | 'proof'; n: number; children: ReactNode }) {
  const t = useTranslations('gaps')
  const id = useId()
  return (
    <section className={classes.part} aria-labelledby={id}>
      <span className={classes.number} aria-hidden>
        {n}
      </span>
      <div className={classes.body}>
        <h2 id={id} className={classes.title}>
          {t(`parts.${of}`)} <small>{t(`questions.${of}`)}</small>
        </h2>
        {children}
      </div>
    </section>
  )
}
