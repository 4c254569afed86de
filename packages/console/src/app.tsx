import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider, createRouter } from '@tanstack/react-router'
import { createQueryClient } from './api/query-client.ts'
import { ProblemPage } from './shell/problem-page.tsx'
import { screens } from './shell/screens.ts'
import { LanguageProvider } from './texts/language.tsx'
import { styleNonce, theme } from './theme.ts'
import { Toasts } from './ui/toast.tsx'

const router = createRouter({
  routeTree: screens,
  defaultErrorComponent: ProblemPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

const queryClient = createQueryClient()

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} getStyleNonce={styleNonce}>
      <LanguageProvider>
        <QueryClientProvider client={queryClient}>
          <Toasts />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  )
}
