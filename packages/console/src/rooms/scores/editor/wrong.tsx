import { Box } from '@mantine/core'
import classes from './editor.module.css'

/** What is wrong with something that is more than one field; who tries to save is led here. */
export function Wrong({ children }: { children: string | undefined }) {
  if (children === undefined) return null
  return (
    <Box component="p" className={classes.error} data-wrong tabIndex={-1}>
      {children}
    </Box>
  )
}
