import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Notice, NoticeText } from '../../ui/notice.tsx'

/** What a journey is, and what is needed for one. */
export function NoJourneys() {
  const t = useTranslations('journeys')
  return (
    <Notice title={t('none')}>
      <NoticeText>{t('noneHint')}</NoticeText>
      <Button size="xs" variant="default" renderRoot={(props) => <Link to="/touchpoints" {...props} />}>
        {t('toTouchpoints')}
      </Button>
    </Notice>
  )
}
