import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Confirm } from './confirm.tsx'
import { Problem } from './problem.tsx'

type DeleteButtonProps = {
  /** On the button that asks, above the question, and on the button that does it. */
  texts: { delete: string; title: string; verb: string }
  /** What deletes it: a mutation, as far as it matters here. */
  removal: { isPending: boolean; error: Error | null; reset: () => void }
  onDelete: () => void
  /** What goes with it, or who still needs it. */
  children: ReactNode
}

/** Deletes something after asking; what goes wrong is said in the question. */
export function DeleteButton({ texts, removal: { isPending, error, reset }, onDelete, children }: DeleteButtonProps) {
  const [asked, setAsked] = useState(false)
  const close = () => {
    setAsked(false)
    reset()
  }
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconTrash size={15} aria-hidden />} onClick={() => setAsked(true)}>
        {texts.delete}
      </Button>
      <Confirm opened={asked} onClose={close} title={texts.title} verb={texts.verb} pending={isPending} onConfirm={onDelete}>
        {children}
        {error && <Problem error={error} retry={onDelete} />}
      </Confirm>
    </>
  )
}
