import type { JourneyQuestion, JourneyStep } from '@percorso/contract'
import { systemClock } from '../../ground/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { createParams, selectLateMoves } from '../rules/index.ts'
import { listTouchpoints, selectTimeZone } from '../touchpoints/index.ts'
import { STEPS_MAX, countedSql, logSql } from './log-facts.ts'
import type { AskedJourneys, Log } from './log-facts.ts'
import { selectNames } from './step-names-facts.ts'
import { accountsOf, whoseOf } from './whose.ts'
import type { Accounts } from './whose.ts'

export type Asking = { warehouse: Warehouse; request: Pick<WorkspaceRequest, 'workspaceId' | 'inWorkspace'> }

/** A question that is ready to be asked. `stepAt` gives the step of a number in the log. */
export type Journeys = {
  log: Log
  asked: { steps: 'touchpoints' | 'facts'; left_out: number }
  numberOf: ReadonlyMap<string, number>
  stepAt: (number: number) => JourneyStep
  /** Where journeys are of accounts: those, and not people, are what the log knows. */
  accounts: Accounts | undefined
}

/**
 * Makes a question ready: what its steps are, whose journeys it is about, and what is known of merged people. Who asks about some steps alone names them:
 * all others need not be told apart.
 */
export async function readyJourneys({ warehouse, request: { workspaceId, inWorkspace } }: Asking, question: AskedJourneys, named?: string[]): Promise<Journeys> {
  const known = await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const touchpoints = question.steps === 'facts' ? [] : await listTouchpoints(scope)
    const timeZone = await selectTimeZone(scope)
    const accounts = question.by.kind === 'account' ? await accountsOf(scope) : undefined
    return { touchpoints, timeZone, late: await selectLateMoves(scope), whose: await whoseOf({ ...scope, warehouse }, question, timeZone), accounts }
  })
  const byTouchpoint = question.steps === 'touchpoints' || known.touchpoints.length > 0
  const listed = byTouchpoint ? stepsOfTouchpoints(known.touchpoints) : (question.only ?? named ?? (await namesOf(warehouse, workspaceId, question))).map(stepOfFact)
  const only = question.only && new Set(question.only)
  const steps = [...new Map(listed.map((each) => [each.step, each])).values()].filter(({ step }) => only === undefined || only.has(step))
  const log = logSql(
    {
      workspaceId,
      question,
      timeZone: known.timeZone,
      steps: steps.map(({ step }) => step),
      others: !byTouchpoint && question.only === undefined && named !== undefined,
      touchpoints: byTouchpoint ? known.touchpoints : undefined,
      late: known.late,
      people: known.whose?.ids,
      now: systemClock.now(),
      accounts: known.accounts,
    },
    createParams(),
  )
  return {
    log,
    asked: { steps: byTouchpoint ? 'touchpoints' : 'facts', left_out: known.whose ? known.whose.size - known.whose.ids.length : 0 },
    numberOf: new Map(steps.map(({ step }, place) => [step, place + 1])),
    stepAt: (number) => steps[number - 1]!,
    accounts: known.accounts,
  }
} // prettier-ignore

function stepsOfTouchpoints(touchpoints: Awaited<ReturnType<typeof listTouchpoints>>): JourneyStep[] {
  return touchpoints.map(({ touchpointId, name, stage, channel }) => ({ step: String(touchpointId), name, stage, channel }))
}

function stepOfFact(name: string): JourneyStep {
  return { step: name, name, stage: null, channel: null }
}

async function namesOf(warehouse: Warehouse, workspaceId: number, question: JourneyQuestion): Promise<string[]> {
  const params = createParams()
  const names = await selectNames(warehouse, { where: countedSql({ workspaceId, question }, params), params, limit: STEPS_MAX })
  return names.filter((name) => name !== '')
}
