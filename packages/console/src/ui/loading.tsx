import { Skeleton, VisuallyHidden } from '@mantine/core'
import { useTranslations } from 'use-intl'

/** Where a page will be in a moment: grey shapes for those who see, a word for those who listen. */
export function Loading({ height = 320 }: { height?: number }) {
  const t = useTranslations('ui')
  return (
    <div aria-busy>
      <VisuallyHidden component="output">{t('loading')}</VisuallyHidden>
      <Skeleton height={28} width={260} mb="md" />
      <Skeleton height={height} />
    </div>
  )
}
