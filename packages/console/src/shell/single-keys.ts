const KEPT = 'percorso-single-keys'

/** Whether single letters are shortcuts. Whoever speaks to their computer can turn them off: a dictated word would be pressed letter by letter. */
export function readSingleKeys(): boolean {
  return localStorage.getItem(KEPT) !== 'off'
}

export function keepSingleKeys(on: boolean): void {
  localStorage.setItem(KEPT, on ? 'on' : 'off')
}
