import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { isGone } from '../../api/problem.ts'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'

/** In the place of a map that could not be had. */
export function NoSuchMap({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('maps')
  if (!isGone(error)) return <Problem error={error} retry={retry} page />
  return (
    <Notice title={t('gone')} page>
      <NoticeText>{t('goneHint')}</NoticeText>
      <Link to="/maps">{t('title')}</Link>
    </Notice>
  )
}
