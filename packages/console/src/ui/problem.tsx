import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { isUnreachable, problemOf } from '../api/problem.ts'
import classes from './notice.module.css'
import { Notice, NoticeText } from './notice.tsx'

/** An error where its result would have been: what happened, what the API says about it, and the way to try again. */
export function Problem({ error, retry, page = false }: { error: unknown; retry: () => void; page?: boolean }) {
  const t = useTranslations('ui.problem')
  const problem = problemOf(error)
  const isForbidden = problem?.status === 403
  const said = [problem?.message, problem?.hint].filter(Boolean).join(' ')
  const isOurs = problem === undefined && !isUnreachable(error)
  return (
    <div role="alert" className={classes.problem}>
      <Notice title={isForbidden ? t('forbidden') : t('title')} page={page}>
        <NoticeText>{said || (isOurs ? t('broken') : t('unreachable'))}</NoticeText>
        {isForbidden && <NoticeText>{t('forbiddenHint')}</NoticeText>}
        <Button size="xs" variant="default" onClick={isOurs ? () => location.reload() : retry}>
          {isOurs ? t('reload') : t('retry')}
        </Button>
      </Notice>
    </div>
  )
}
