import { useEffect, useState } from 'react'

/** The secret of a link. Taken out of the address at once: it should stay neither in the history nor on the screen. */
export function useTokenInAddress(): string {
  const [token] = useState(() => new URLSearchParams(location.search).get('token') ?? '')
  useEffect(() => history.replaceState(history.state, '', location.pathname), [])
  return token
}
