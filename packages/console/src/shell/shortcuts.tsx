import { useRouter } from '@tanstack/react-router'
import { Suspense, lazy, useEffect } from 'react'
import { createKeyReader } from './key-reader.ts'
import { readSingleKeys } from './single-keys.ts'
import { showPalette, showShortcuts, useOpenDialog } from './shell-state.ts'
import { useScreens } from './use-screens.ts'

const ShortcutList = lazy(async () => ({ default: (await import('./shortcut-list.tsx')).ShortcutList }))

/** Keys that work on every screen: Ctrl+K, `?`, and `g` with a letter for where to go. */
export function Shortcuts() {
  const router = useRouter()
  const screens = useScreens()
  const open = useOpenDialog()

  useEffect(() => {
    const jumps = screens.flatMap(({ jump, path }) => (jump === undefined ? [] : [[`g ${jump}`, () => router.history.push(path)] as const]))
    const read = createKeyReader(Object.fromEntries([...jumps, ['?', () => showShortcuts(true)]]))
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        showPalette(true)
      } else if (open === undefined && readSingleKeys() && !isTyping(event.target)) read(event)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [router, screens, open])

  return (
    open === 'shortcuts' && (
      <Suspense>
        <ShortcutList />
      </Suspense>
    )
  )
}

/** Keys pressed where text is written, or in a dialog, belong there. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return target.closest('input, textarea, select, [contenteditable], [role=textbox], [role=menu], [aria-modal=true]') !== null
}
