import { systemClock } from '../../ground/index.ts'
import { endpoints } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import type { Stores } from '../../stores/index.ts'
import { attributeOutcome } from './attribute-outcome.ts'
import { findMoments } from './find-moments.ts'
import { listPeople } from './list-people.ts'
import { renewStudy } from './renew-studies.ts'
import { removeStudy, saveStudy } from './save-study.ts'
import { showMarks } from './show-marks.ts'
import { showStudies, showStudy } from './show-studies.ts'

/** The API of moments of truth. */
export function momentRoutes({ warehouse }: Pick<Stores, 'warehouse'>) {
  const api = endpoints.moments
  const now = () => systemClock.now()
  const asking = (request: WorkspaceRequest) => ({ warehouse, request })
  return {
    moments: {
      find: api.find.handler(({ input, context }) => findMoments(asking(context), input.question, now())),
      people: api.people.handler(({ input, context }) => listPeople(asking(context), { ...input, now: now() })),
      attribution: api.attribution.handler(({ input, context }) => attributeOutcome(asking(context), input.question, now())),
      studies: api.studies.handler(({ context }) => showStudies(context)),
      saveStudy: api.saveStudy.handler(async ({ input, context }) => showStudy(context, await saveStudy(context, input, now()))),
      study: api.study.handler(({ input, context }) => showStudy(context, input.studyId)),
      renewStudy: api.renewStudy.handler(async ({ input: { studyId }, context }) => {
        await renewStudy(asking(context), studyId, now())
        return showStudy(context, studyId)
      }),
      removeStudy: api.removeStudy.handler(async ({ input, context }) => {
        await removeStudy(context, input.studyId)
        return { deleted: true as const }
      }),
      marks: api.marks.handler(({ input, context }) => showMarks(asking(context), input)),
    },
  }
}
