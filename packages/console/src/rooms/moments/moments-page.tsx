import { Button } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Loading } from '../../ui/loading.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Board } from './board.tsx'
import type { Question } from './moment-types.ts'
import classes from './moments.module.css'
import { PeopleDrawer } from './people-drawer.tsx'
import { QuestionForm } from './question-form.tsx'
import { SaveStudy } from './save-study.tsx'
import { Studies } from './studies.tsx'
import { StudyPart } from './study-part.tsx'
import { useMoments } from './use-moments.ts'
import { useSentence } from './use-sentence.ts'

/** `/moments`: which touchpoints go with an outcome, for better or worse; every number opens the people behind it. */
export function MomentsPage() {
  const t = useTranslations('moments')
  const { search, question } = useMoments()
  const { study } = search
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconChartBar size={15} aria-hidden />}
          renderRoot={(props) => <Link to="/moments/attribution" {...props} />}
        >
          {t('toAttribution')}
        </Button>
      </PageHeader>
      {study === undefined ? (
        <>
          <QuestionForm />
          {question ? <Asked question={question} /> : <NothingAsked />}
        </>
      ) : (
        <StudyPart studyId={study} />
      )}
      <Studies />
    </>
  )
}

function NothingAsked() {
  const t = useTranslations('moments')
  return (
    <Notice title={t('nothing')}>
      <NoticeText>{t('nothingHint')}</NoticeText>
    </Notice>
  )
}

function Asked({ question }: { question: Question }) {
  const sentence = useSentence()
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...api.moments.find.queryOptions({ input: { question } }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <p className={classes.sentence}>{sentence(question)}</p>
      <div className={classes.actions}>
        <SaveStudy question={question} />
      </div>
      {error ? (
        <Problem error={error} retry={() => void refetch()} />
      ) : data ? (
        <div aria-busy={isPlaceholderData}>
          <Board answer={data} />
        </div>
      ) : (
        <Loading />
      )}
      <PeopleDrawer question={question} />
    </>
  )
}
