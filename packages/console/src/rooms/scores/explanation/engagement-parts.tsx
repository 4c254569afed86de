import { Box } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Count } from '../../../ui/count.tsx'
import { Moment } from '../../../ui/moment.tsx'
import { Points } from '../points.tsx'
import type { EngagementPart } from '../score-types.ts'
import classes from './explanation.module.css'

/** Each rule: what it gives, when, how much of it has faded, and what the cap keeps back. */
export function EngagementParts({ parts }: { parts: EngagementPart[] }) {
  const t = useTranslations('scores.explain')
  return (
    <Box component="section" className={classes.scroll} tabIndex={0} aria-label={t('engagementParts')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('columns.rule')}</th>
            <th scope="col">{t('columns.points')}</th>
            <th scope="col">{t('columns.facts')}</th>
            <th scope="col">{t('columns.last')}</th>
            <th scope="col">{t('columns.undecayed')}</th>
            <th scope="col">{t('columns.decayed')}</th>
            <th scope="col">{t('columns.withheld')}</th>
            <th scope="col">{t('columns.oneMore')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part, place) => (
            <tr key={place}>
              <th scope="row">
                <bdi>{part.label}</bdi>
              </th>
              <td>
                <b>
                  <Points of={part.points} />
                </b>
              </td>
              <td>
                <Count of={part.facts} />
              </td>
              <td>{part.last === null ? '–' : <Moment at={part.last} as="ago" />}</td>
              <td>
                <Points of={part.undecayed} />
              </td>
              <td>
                <Points of={part.decayed} signed={false} />
              </td>
              <td>
                <Points of={part.withheld} signed={false} />
              </td>
              <td>
                <Points of={part.oneMore} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  )
}
