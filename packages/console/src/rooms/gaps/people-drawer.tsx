import { api } from '../../api/client.ts'
import { PeopleBehind } from '../sets/people-behind.tsx'
import { useGaps } from './use-gaps.ts'

/** The people whose journeys have the gap that was opened. */
export function PeopleDrawer() {
  const { search, onSearch, asked } = useGaps()
  const { gap } = search
  const behind = gap && { about: { ...asked, gap }, read: (page: object) => api.gaps.people.call({ ...asked, gap, ...page }) }
  return <PeopleBehind behind={behind} onClose={() => onSearch({ gap: undefined })} />
}
