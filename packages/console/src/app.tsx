import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { createQueryClient } from './api/query-client.ts'
import { LivePage } from './rooms/live/live-page.tsx'
import { ProfilePage } from './rooms/profiles/profile-page.tsx'
import { NoSuchPage } from './shell/no-such-page.tsx'
import { ProblemPage } from './shell/problem-page.tsx'
import { Shell } from './shell/shell.tsx'
import { LanguageProvider } from './texts/language.tsx'
import { theme } from './theme.ts'

const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage })
const live = createRoute({ getParentRoute: () => root, path: '/', component: LivePage })
const profile = createRoute({ getParentRoute: () => root, path: '/profiles/$profileId', component: ProfilePage })

const router = createRouter({
  routeTree: root.addChildren([live, profile]),
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
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <LanguageProvider>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  )
}
