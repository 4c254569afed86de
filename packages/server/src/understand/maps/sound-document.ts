import { mapDocument, mapLimits } from '@percorso/contract'
import type { FactMatch, MapDocument } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import { compileStream } from '../rules/index.ts'

/** What no text has: NUL, which PostgreSQL does not store, and halves of characters. As JSON writes them; two backslashes before are a backslash. */
const NO_TEXT = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f]..)/u

/** A document that holds together, or in words why it does not. */
export type Judged = { sound: true; document: MapDocument } | { sound: false; message: string }

export function judgeDocument(value: unknown): Judged {
  const parsed = mapDocument.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { sound: false, message: `${issue!.path.join('.') || 'map'}: ${issue!.message}` }
  }
  const unreadable = matchesIn(parsed.data).find((match) => !isReadable(match))
  if (unreadable) return { sound: false, message: `These facts cannot be understood: ${JSON.stringify(unreadable)}` }
  const json = JSON.stringify(parsed.data)
  if (Buffer.byteLength(json) > mapLimits.bytes) return { sound: false, message: `A map has at most ${mapLimits.bytes} bytes.` }
  if (NO_TEXT.test(json)) return { sound: false, message: 'There are characters in it that no text has.' }
  return { sound: true, document: parsed.data }
}

/** All facts that a document names. What cannot be read would fail whenever it is asked about. */
function matchesIn({ question, steps, cells }: MapDocument): FactMatch[] {
  const markers = [question?.start, question?.end && 'outcome' in question.end ? question.end.outcome : undefined]
  return [
    ...markers.flatMap((marker) => (marker && 'match' in marker ? [marker.match] : [])),
    ...Object.values(steps).flatMap(({ score, failed }) => [...(score ? [score.of] : []), ...failed]),
    ...Object.values(cells).flatMap(({ binding }) => (binding?.kind === 'mean' ? [binding.of] : [])),
  ]
}

function isReadable(match: FactMatch): boolean {
  try {
    compileStream({ match, kind: 'time' }, 'UTC')
    return true
  } catch {
    return false
  }
}

/** Of a document that comes whole. Throws `unsound_map`. */
export function soundDocument(value: unknown): MapDocument {
  const judged = judgeDocument(value)
  if (judged.sound) return judged.document
  throw new PercorsoError('unsound_map', 'This is no map that holds together.', { status: 422, hint: judged.message })
}
