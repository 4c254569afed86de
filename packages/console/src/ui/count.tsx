import { useFormatter, useTranslations } from 'use-intl'

/** How many there are, as whoever reads writes it. */
export function Count({ of: count }: { of: number }) {
  return useFormatter().number(count)
}

/** A share with the number it is a share of: nobody can weigh “12%” without it. */
export function Share({ part, of: whole }: { part: number; of: number }) {
  const t = useTranslations('ui')
  const format = useFormatter()
  const share = whole > 0 ? format.number(part / whole, { style: 'percent', maximumFractionDigits: 1 }) : '–'
  return (
    <>
      {share} <small>{t('ofN', { n: whole })}</small>
    </>
  )
}
