import { setTimeout as sleep } from 'node:timers/promises'
import type { WorkspaceRequest } from '../access/index.ts'
import { readProfile } from '../profiles/index.ts'
import type { Profile } from '../profiles/index.ts'

const PATIENCE_MS = 3_000
const LOOK_EVERY_MS = 40

/** Waits until something can be seen of a person, so that whoever looks next sees it: three seconds at most. What was said is safe in any case. */
export async function isSoon(
  { workspaceId, inWorkspace }: WorkspaceRequest,
  profileId: string,
  isSo: (person: Profile) => boolean,
): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until) {
    if (isSo(await inWorkspace((db) => readProfile({ db, workspaceId }, profileId)))) return true
    await sleep(LOOK_EVERY_MS)
  }
  return false
}
