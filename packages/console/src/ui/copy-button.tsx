import { ActionIcon, Button, CopyButton as Copying } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

type CopyButtonProps = {
  value: string
  /** What is copied, for the button's name: “Copy the command”. */
  label: string
  /** With its label in it, not only the symbol. */
  wide?: boolean
  primary?: boolean
}

/** Copies a text, and says so. */
export function CopyButton({ value, label, wide = false, primary = false }: CopyButtonProps) {
  const t = useTranslations('ui')
  return (
    <Copying value={value}>
      {({ copied, copy }) => {
        const Icon = copied ? IconCheck : IconCopy
        const said = copied ? t('copied') : label
        return wide ? (
          <Button size="xs" variant={primary ? 'filled' : 'default'} onClick={copy} leftSection={<Icon size={15} aria-hidden />}>
            {said}
          </Button>
        ) : (
          <ActionIcon size="sm" variant="subtle" color="gray" aria-label={said} title={said} onClick={copy}>
            <Icon size={15} aria-hidden />
          </ActionIcon>
        )
      }}
    </Copying>
  )
}
