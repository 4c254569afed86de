import type { MomentsQuestion } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { deleteStudy, insertStudy, listStudies, selectStudy } from './study-tables.ts'
import type { Scope, StudyRow } from './study-tables.ts'

/** Each of them is reckoned every day. */
const STUDIES_MAX = 50

/** Saves a question, to be reckoned every day. Returns its id. */
export async function saveStudy(
  { workspaceId, inWorkspace, by }: WorkspaceRequest,
  { name, question }: { name: string; question: MomentsQuestion },
  now: number,
): Promise<number> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const { length } = await listStudies(scope)
    if (length >= STUDIES_MAX) throw new PercorsoError('too_many_studies', `A workspace has at most ${STUDIES_MAX} studies.`, { status: 409, hint: 'Delete some.' }) // prettier-ignore
    const studyId = await insertStudy(scope, { name, question, now: new Date(now), by: by.name })
    if (studyId === undefined) throw new PercorsoError('name_taken', `There is a study named “${name}” already.`, { status: 409, hint: 'Choose another name.' }) // prettier-ignore
    await record(db, { workspaceId, by }, { verb: 'study.create', kind: 'study', id: studyId, after: { name, question } })
    return studyId
  })
}

/** Deletes a study and all its findings. */
export async function removeStudy({ workspaceId, inWorkspace, by }: WorkspaceRequest, studyId: number): Promise<void> {
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const { name, question } = await readStudy(scope, studyId)
    await deleteStudy(scope, studyId)
    await record(db, { workspaceId, by }, { verb: 'study.delete', kind: 'study', id: studyId, before: { name, question } })
  })
}

/** One study. Throws `no_such_study`. */
export async function readStudy(scope: Scope, studyId: number): Promise<StudyRow> {
  const study = await selectStudy(scope, studyId)
  if (!study) throw new PercorsoError('no_such_study', 'There is no such study.', { status: 404 })
  return study
}
