import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { isGone } from '../api/problem.ts'
import { Notice, NoticeText } from './notice.tsx'
import { Problem } from './problem.tsx'

/** Where the list is, by the texts that name it and say that one of it is gone. */
const lists = {
  customers: '/customers',
  'gaps.initiatives': '/initiatives',
  maps: '/maps',
  scores: '/scores',
  segments: '/segments',
  sets: '/sets',
  touchpoints: '/touchpoints',
  webhooks: '/settings/webhooks',
} as const

type NoSuchProps = { of: keyof typeof lists; error: unknown; retry: () => void }

/** In the place of something that could not be had: it is gone, and there is the list of the others; or what else was wrong. */
export function NoSuch({ of, error, retry }: NoSuchProps) {
  const t = useTranslations()
  if (!isGone(error)) return <Problem error={error} retry={retry} page />
  return (
    <Notice title={t(`${of}.gone`)} page>
      <NoticeText>{t(`${of}.goneHint`)}</NoticeText>
      <Link to={lists[of]}>{t(`${of}.title`)}</Link>
    </Notice>
  )
}
