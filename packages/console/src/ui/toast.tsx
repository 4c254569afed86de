import { MantineThemeProvider } from '@mantine/core'
import type { NotificationData } from '@mantine/notifications'
import { Suspense, lazy, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'

// Short messages in the corner. What shows them is loaded with the first one.

const load = async () => {
  await import('@mantine/notifications/styles.css')
  return import('@mantine/notifications')
}
const Notifications = lazy(async () => ({ default: (await load()).Notifications }))

let wanted = false
const listeners = new Set<() => void>()

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export async function toast(message: NotificationData): Promise<void> {
  wanted = true
  for (const tell of listeners) tell()
  const { notifications } = await load()
  notifications.show(message)
}

export async function hideToast(id: string): Promise<void> {
  const { notifications } = await load()
  notifications.hide(id)
}

/** Where toasts appear; once, at the top of the console. */
export function Toasts() {
  const t = useTranslations('ui')
  const theme = { components: { Notification: { defaultProps: { closeButtonProps: { 'aria-label': t('close') } } } } }
  const shown = useSyncExternalStore(listen, () => wanted)
  return (
    shown && (
      <Suspense>
        <MantineThemeProvider theme={theme}>
          <Notifications position="bottom-right" />
        </MantineThemeProvider>
      </Suspense>
    )
  )
}
