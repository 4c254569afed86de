import { createTheme } from '@mantine/core'

/** Keep in step with theme.css, which holds the variables: a page is in its colours before the first script runs. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  respectReducedMotion: true,
  // A dialog's header is no banner: a page has one.
  components: {
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
    // A menu holds its items and nothing else, not even an empty element that takes the focus first.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
  },
})

/** The nonce that the server put into this page: styles written at run time carry it, and a foreign style, having none, is refused. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.nonce ?? ''
}
