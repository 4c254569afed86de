import { createTheme } from '@mantine/core'

/** Keep in step with theme.css, which holds the variables: our policy for pages lets no style be written at run time. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  respectReducedMotion: true,
})
