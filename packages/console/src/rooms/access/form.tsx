import { Alert, Button } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './entry.module.css'
import { useReason } from './use-reason.ts'

type FormProps = { children: ReactNode; submit: string; pending: boolean; error: unknown; onSubmit: () => void }

/** Fields and the button that sends them; what was refused is said between them. */
export function Form({ children, submit, pending, error, onSubmit }: FormProps) {
  const reasonOf = useReason()
  const reason = reasonOf(error)
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
      {reason !== undefined && (
        <Alert color="red" variant="outline" role="alert" p="xs">
          {reason}
        </Alert>
      )}
      <div>
        <Button type="submit" loading={pending}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
