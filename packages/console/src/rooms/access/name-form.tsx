import { TextInput } from '@mantine/core'
import type { TextInputProps } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Form } from './form.tsx'
import { useSetting } from './use-setting.ts'

type NameFormProps = { label: string; now: string; change: (name: string) => Promise<unknown>; autoComplete?: string }

/** A name, and the button that keeps it. */
export function NameForm({ label, now, change, autoComplete = 'off' }: NameFormProps) {
  const t = useTranslations('access.account')
  const { value, setValue, form } = useSetting(now, change)
  return (
    <Form submit={t('save')} {...form}>
      <NameInput label={label} autoComplete={autoComplete} value={value} onChange={(event) => setValue(event.currentTarget.value)} />
    </Form>
  )
}

/** What the API takes as a name. */
export function NameInput(props: TextInputProps) {
  return <TextInput maxLength={200} required withAsterisk={false} {...props} />
}
