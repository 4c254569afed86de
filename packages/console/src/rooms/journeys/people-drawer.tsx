import { api } from '../../api/client.ts'
import { PeopleBehind } from '../sets/people-behind.tsx'
import { useJourneys } from './use-journeys.ts'

/** The people behind the number that was opened. */
export function PeopleDrawer() {
  const { search, onSearch, question } = useJourneys()
  const { part: of } = search
  const behind = of && { about: { question, of }, read: (page: object) => api.journeys.people.call({ question, of, ...page }) }
  return <PeopleBehind behind={behind} onClose={() => onSearch({ part: undefined })} />
}
