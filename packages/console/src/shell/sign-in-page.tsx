import { Suspense, lazy, useEffect } from 'react'
import { needTexts } from '../texts/loaded-texts.ts'
import { Loading } from '../ui/loading.tsx'

const SignIn = lazy(async () => {
  const [{ SignIn: page }] = await Promise.all([import('../rooms/access/sign-in.tsx'), needTexts('access')])
  return { default: page }
})

/** How to get in. It stands where the page would, at the page's own address: whoever comes back, signed in elsewhere or here, goes on where they were. */
export function SignInPage({ retry }: { retry: () => void }) {
  useEffect(() => {
    globalThis.addEventListener('focus', retry)
    return () => globalThis.removeEventListener('focus', retry)
  }, [retry])
  return (
    <Suspense fallback={<Loading />}>
      <SignIn onDone={retry} />
    </Suspense>
  )
}
