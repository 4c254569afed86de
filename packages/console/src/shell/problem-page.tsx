import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { isSignedOut } from '../api/problem.ts'
import { Problem } from '../ui/problem.tsx'
import { SignInPage } from './sign-in-page.tsx'

/** What a page that cannot be shown is replaced by. */
export function ProblemPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const queries = useQueryErrorResetBoundary()
  const retry = () => {
    queries.reset()
    reset()
    void router.invalidate()
  }
  return isSignedOut(error) ? <SignInPage retry={retry} /> : <Problem error={error} retry={retry} page />
}
