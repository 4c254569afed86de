import { Button } from '@mantine/core'
import type { TouchpointDraft } from '@percorso/contract'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

/** Opens the editor with this much filled in. */
export function MakeLink({ draft }: { draft: Partial<TouchpointDraft> }) {
  const t = useTranslations('touchpoints.discovery')
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={t('makeOf', { name: draft.name ?? '' })}
      renderRoot={(props) => <Link to="/touchpoints/new" search={{ draft }} {...props} />}
    >
      {t('make')}
    </Button>
  )
}
