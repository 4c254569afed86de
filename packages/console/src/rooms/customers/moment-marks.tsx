import { VisuallyHidden } from '@mantine/core'
import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import classes from './profile.module.css'

const FRESH_MS = 300_000

/** Whether a fact is a moment of truth, and for better or worse, as saved studies found. The marks of a person are asked for once. */
export function MomentMarks({ profileId, messageId }: { profileId: string; messageId: string }) {
  const t = useTranslations('customers.timeline')
  const { may } = useMe()
  const options = api.moments.marks.queryOptions({ input: { profileId } })
  const { data } = useQuery({ ...options, enabled: may('journeys.read'), staleTime: FRESH_MS, throwOnError: false })
  const marks = data?.items.filter((mark) => mark.messageId === messageId) ?? []
  return marks.map(({ studyId, study, verdict }) => {
    const Icon = verdict === 'strength' ? IconArrowUpRight : IconArrowDownRight
    const label = t(`moment.${verdict}`, { study })
    return (
      <span key={studyId} title={label} className={classes.moment} data-verdict={verdict}>
        <Icon size={15} aria-hidden />
        <VisuallyHidden>{label}</VisuallyHidden>
      </span>
    )
  })
}
