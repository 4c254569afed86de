import '@mantine/core/styles.css'
import './theme.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { styleNonce } from './theme.ts'

// Where react-remove-scroll, which keeps the page still behind a dialog, looks for the nonce of its style.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() })

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
