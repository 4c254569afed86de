import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { problemOf } from '../api/problem.ts'
import classes from './notice.module.css'
import { Notice, NoticeText } from './notice.tsx'

/** An error where its result would have been, with what the API says about it. */
export function Problem({ error, retry, page = false }: { error: unknown; retry: () => void; page?: boolean }) {
  const t = useTranslations('problem')
  const problem = problemOf(error)
  const said = [problem?.message, problem?.hint].filter(Boolean).join(' ')
  return (
    <div role="alert" className={classes.problem}>
      <Notice title={t('title')} page={page}>
        <NoticeText>{said || t('unreachable')}</NoticeText>
        <Button size="xs" variant="default" onClick={retry}>
          {t('retry')}
        </Button>
      </Notice>
    </div>
  )
}
