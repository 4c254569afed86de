import type { MadeChange, MapChange, MapDocument, MapEdit, RefusedChange } from '@percorso/contract'
import { again } from './again.ts'
import { applyEdits, fits, inverseOf, isEqual, valueAt } from './edit-document.ts'
import type { Json } from './edit-document.ts'
import { Listeners } from './keyed.ts'

/** Something of ours that gave way to somebody else's: both are kept until somebody decides. */
export type Conflict = {
  change: MapChange
  /** Where they differ. */
  path: string[]
  mine: Json | undefined
  theirs: Json | undefined
  by: string | null
  /** Why it could not be made, if the place was not changed by anybody. */
  message: string | undefined
}

/** What the server says: what was made since the revision that we know; and of what we sent, what it has, and what it did not make. */
export type News = { revision: number; changes: readonly MadeChange[]; made?: readonly string[]; refused?: readonly RefusedChange[] }

const UNDO_MAX = 500
const SENT_MAX = 200

/**
 * A map as whoever edits it sees it: what the server has, with one's own changes on top that it does not have yet. Others' changes slide under those;
 * where both changed one place, ours gives way and waits among the conflicts.
 *
 * Listeners hear of `steps` and `steps/ID` alike when a step changes; of `pending`, `conflicts` and `history` when those do.
 */
export class MapStore {
  #server: MapDocument
  #local: MapDocument
  #revision: number
  #pending: readonly MapChange[] = []
  #conflicts: readonly Conflict[] = []
  #done: readonly MapChange[] = []
  #undone: readonly MapChange[] = []
  readonly #listeners = new Listeners()

  readonly listen = this.#listeners.listen

  constructor({ revision, document }: { revision: number; document: MapDocument }) {
    this.#server = document
    this.#local = document
    this.#revision = revision
  }

  get document(): MapDocument {
    return this.#local
  }

  get revision(): number {
    return this.#revision
  }

  get pending(): readonly MapChange[] {
    return this.#pending
  }

  get conflicts(): readonly Conflict[] {
    return this.#conflicts
  }

  get canUndo(): boolean {
    return this.#done.length > 0
  }

  get canRedo(): boolean {
    return this.#undone.length > 0
  }

  /** What waits to be sent, the earliest first. Sent again it is the same. */
  toSend(): MapChange[] {
    return this.#pending.slice(0, SENT_MAX)
  }

  /** Resolves once the server has everything. */
  async sent(): Promise<void> {
    if (this.#pending.length === 0) return
    await new Promise<void>((resolve) => {
      const stop = this.listen('pending', () => {
        if (this.#pending.length > 0) return
        stop()
        resolve()
      })
    })
  }

  /** What somebody did here, as one change. */
  act(edits: readonly MapEdit[]): void {
    if (edits.length === 0) return
    const change = this.#make(edits)
    this.#done = [...this.#done.slice(1 - UNDO_MAX), change]
    this.#undone = []
    this.#listeners.tell('history')
  }

  /** Takes back what was done last here; false if somebody has changed it since. Nothing to take back is no failure. */
  undo(): boolean {
    const last = this.#done.at(-1)
    if (!last) return true
    const edits = inverseOf(last.edits)
    const isSame = fits(this.#local, edits)
    this.#done = this.#done.slice(0, -1)
    if (isSame) {
      this.#make(edits)
      this.#undone = [...this.#undone, last]
    }
    this.#listeners.tell('history')
    return isSame
  }

  redo(): boolean {
    const last = this.#undone.at(-1)
    if (!last) return true
    const isSame = fits(this.#local, last.edits)
    this.#undone = this.#undone.slice(0, -1)
    if (isSame) this.#done = [...this.#done, this.#make(last.edits)]
    this.#listeners.tell('history')
    return isSame
  }

  /** Hears what the server says: others' changes come in, ours are confirmed or give way. */
  take({ revision, changes, made = [], refused = [] }: News): void {
    const fresh = changes.filter((change) => change.revision > this.#revision)
    const server = applyEdits(this.#server, fresh.flatMap(({ edits }) => edits)) // prettier-ignore
    const heard = fresh.map(({ changeId }) => changeId)
    // What was made before the map was read anew is in it, and among no news.
    const confirmed = new Set([...heard, ...made])
    this.#server = server
    this.#revision = Math.max(revision, this.#revision)
    if (this.#isNextOfOurs(fresh) && refused.length === 0 && confirmed.size === heard.length) {
      this.#pending = this.#pending.slice(fresh.length)
      this.#listeners.tell('pending')
      return
    }
    const no = new Map(refused.map((each) => [each.changeId, each]))
    const by = (path: string[]) => fresh.findLast(({ edits }) => edits.some((edit) => overlap(edit.path, path)))?.madeBy ?? null
    const before = this.#pending
    const lost = before.filter(({ changeId }) => no.has(changeId))
    this.#rebase(before.filter(({ changeId }) => !confirmed.has(changeId) && !no.has(changeId)), by) // prettier-ignore
    for (const change of lost) this.#giveWay(change, { refusal: no.get(change.changeId)!, by })
    this.#tellTouched([...fresh, ...before].flatMap(({ edits }) => edits))
  }

  /** Begins anew with the document as the server has it now; what it does not have yet stays on top. */
  reset({ revision, document }: { revision: number; document: MapDocument }): void {
    this.#server = document
    this.#revision = revision
    this.#rebase(this.#pending, () => null)
    this.#listeners.tellAll()
  }

  /** Theirs stays, or ours is done once more. */
  settle(conflict: Conflict, keep: 'theirs' | 'mine'): void {
    this.#conflicts = this.#conflicts.filter((each) => each !== conflict)
    this.#listeners.tell('conflicts')
    if (keep === 'mine') this.act(again(this.#local, conflict.change.edits))
  }

  #make(edits: readonly MapEdit[]): MapChange {
    const change = { changeId: crypto.randomUUID(), edits: [...edits] }
    this.#local = applyEdits(this.#local, edits)
    this.#pending = [...this.#pending, change]
    this.#tellTouched(edits)
    return change
  }

  /** Puts what waits on top of the server's document again. What does not fit gives way, unless the server says the same already. */
  #rebase(waiting: readonly MapChange[], by: (path: string[]) => string | null): void {
    this.#local = this.#server
    this.#pending = []
    for (const change of waiting) {
      if (fits(this.#local, change.edits)) {
        this.#local = applyEdits(this.#local, change.edits)
        this.#pending = [...this.#pending, change]
      } else if (change.edits.some(({ path, value }) => !isEqual(valueAt(this.#server, path), value))) this.#giveWay(change, { by })
    }
  }

  #giveWay(change: MapChange, { refusal, by }: { refusal?: RefusedChange; by: (path: string[]) => string | null }): void {
    const isMade = (edit: MapEdit) => isEqual(valueAt(this.#local, edit.path), edit.value)
    const edit = change.edits.find(({ path }) => isEqual(path, refusal?.edit?.path)) ?? change.edits.find((each) => !isMade(each))
    const { path, value: mine } = edit ?? change.edits[0]!
    const conflict: Conflict = {
      change,
      path,
      mine,
      theirs: valueAt(this.#local, path),
      by: refusal?.changedBy ?? by(path),
      message: refusal?.reason === 'unsound' ? refusal.message : undefined,
    }
    // What was written over the same place once more holds all of what was written before.
    const others = this.#conflicts.filter((each) => !(each.change.edits.length === 1 && isEqual(each.path, path)))
    this.#conflicts = [...others, conflict]
    this.#done = this.#done.filter(({ changeId }) => changeId !== change.changeId)
    for (const key of ['conflicts', 'history']) this.#listeners.tell(key)
  }

  #isNextOfOurs(changes: readonly MadeChange[]): boolean {
    return changes.every(({ changeId }, index) => changeId === this.#pending[index]?.changeId)
  }

  #tellTouched(edits: readonly MapEdit[]): void {
    const keys = new Set(edits.flatMap(({ path }) => [path[0]!, path.slice(0, 2).join('/')]))
    for (const key of [...keys, 'pending']) this.#listeners.tell(key)
  }
}

/** Whether a change of one place changes the other. */
function overlap(one: readonly string[], other: readonly string[]): boolean {
  return one.every((part, index) => other[index] === undefined || other[index] === part)
}
