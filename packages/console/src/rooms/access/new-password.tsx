import { PasswordInput } from '@mantine/core'
import { useTranslations } from 'use-intl'

/** A password to be, checked for its length as it is sent. */
export function NewPassword({ value, onValue }: { value: string; onValue: (password: string) => void }) {
  const t = useTranslations('access')
  return (
    <PasswordInput
      label={t('newPassword')}
      description={t('newPasswordHint')}
      autoComplete="new-password"
      minLength={10}
      maxLength={200}
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  )
}
