import { minifyContractRouter } from '@orpc/contract'
import { api } from '@percorso/contract'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Vite takes a NODE_ENV from outside (a test's, a shell's) for a wish to ship React's development build. Nobody wishes that.
process.env['NODE_ENV'] = 'production'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // Methods and paths of the API without its schemas: the browser needs no zod, which would also try `new Function` against our policy.
  define: { API_ROUTES: JSON.stringify(minifyContractRouter(api)) },
  build: { target: 'es2023', emptyOutDir: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
})
