import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Notice, NoticeText } from './notice.tsx'

export function NoSuchPage() {
  const t = useTranslations('shell')
  return (
    <Notice title={t('gone')} page>
      <NoticeText>{t('goneHint')}</NoticeText>
      <Anchor component={Link} to="/" size="sm">
        {t('toLive')}
      </Anchor>
    </Notice>
  )
}
