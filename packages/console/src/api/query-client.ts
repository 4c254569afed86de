import { QueryClient } from '@tanstack/react-query'
import { isSignedOut, problemOf } from './problem.ts'

const TRIES_MAX = 2

/** Whoever is signed out sees the sign-in page, wherever they are; every other error is shown where it happened. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        throwOnError: isSignedOut,
        retry: (failures, error) => failures < TRIES_MAX && (problemOf(error)?.status ?? 500) >= 500,
        staleTime: 2_000,
      },
    },
  })
}
