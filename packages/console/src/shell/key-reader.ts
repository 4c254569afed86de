type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'timeStamp'>

const NEXT_KEY_WITHIN_MS = 1_200

/** Reads single keys and pairs of them (`g c`: one after the other), and runs what belongs to them. */
export function createKeyReader(keys: Record<string, () => void>): (pressed: Key) => void {
  let before: { key: string; at: number } | undefined
  return ({ key, ctrlKey, metaKey, altKey, timeStamp }) => {
    if (ctrlKey || metaKey || altKey) return
    const pair = before && timeStamp - before.at < NEXT_KEY_WITHIN_MS ? `${before.key} ${key}` : undefined
    before = { key, at: timeStamp }
    const run = (pair !== undefined && keys[pair]) || keys[key]
    if (!run) return
    before = undefined
    run()
  }
}
