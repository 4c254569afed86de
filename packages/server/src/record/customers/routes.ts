import type { Warehouse } from '../../stores/index.ts'
import { endpoints } from '../access/index.ts'
import { editTraits } from './edit-traits.ts'
import { mergeByHand } from './merge-by-hand.ts'
import { createNote, deleteNote, editNote, listNotes, restoreNote } from './notes.ts'
import { listPins, pinFact, unpinFact } from './pins.ts'
import { sayConsent } from './say-consent.ts'
import { createView, listViews, removeView, updateView } from './views.ts'

/** The API of what is done by hand. `profiles.edit`, `profiles.sayConsent` and `merges.join` belong to groups whose other half reads: the door puts them together. */
export function customerRoutes({ warehouse }: { warehouse: Warehouse }) {
  return {
    edit: endpoints.profiles.edit.handler(({ input, context }) => editTraits(context, input)),
    sayConsent: endpoints.profiles.sayConsent.handler(({ input, context }) => sayConsent(context, input)),
    join: endpoints.merges.join.handler(({ input, context }) => mergeByHand(context, input)),
    notes: noteRoutes(),
    pins: pinRoutes(warehouse),
    views: viewRoutes(),
  }
}

function noteRoutes() {
  const { list, create, edit, delete: remove, restore } = endpoints.notes
  return {
    list: list.handler(({ input, context: { workspaceId, inWorkspace } }) => inWorkspace((db) => listNotes({ db, workspaceId }, input))),
    create: create.handler(({ input, context }) => createNote(context, input)),
    edit: edit.handler(({ input, context }) => editNote(context, input)),
    delete: remove.handler(({ input, context }) => deleteNote(context, input.noteId)),
    restore: restore.handler(({ input, context }) => restoreNote(context, input.noteId)),
  }
}

function pinRoutes(warehouse: Warehouse) {
  const { list, pin, unpin } = endpoints.pins
  return {
    list: list.handler(({ input, context }) => listPins(context, warehouse, input.profileId)),
    pin: pin.handler(({ input, context }) => pinFact(context, warehouse, input)),
    unpin: unpin.handler(({ input, context }) => unpinFact(context, warehouse, input)),
  }
}

function viewRoutes() {
  const { list, create, update, delete: remove } = endpoints.views
  return {
    list: list.handler(({ context }) => listViews(context)),
    create: create.handler(({ input, context }) => createView(context, input)),
    update: update.handler(({ input, context }) => updateView(context, input)),
    delete: remove.handler(({ input, context }) => removeView(context, input.viewId)),
  }
}
