import { api } from '../../api/client.ts'
import { PeopleBehind } from '../sets/people-behind.tsx'
import type { Question } from './moment-types.ts'
import { useMoments } from './use-moments.ts'

/** The people behind the number that was opened. */
export function PeopleDrawer({ question }: { question: Question }) {
  const { search, onSearch } = useMoments()
  const { part: of } = search
  const behind = of && { about: { moments: question, of }, read: (page: object) => api.moments.people.call({ question, of, ...page }) }
  return <PeopleBehind behind={behind} onClose={() => onSearch({ part: undefined })} />
}
