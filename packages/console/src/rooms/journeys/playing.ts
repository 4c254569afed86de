const FRAME_MS = 350

/** A film of so many frames. What shows it subscribes, so that nothing else is drawn anew while it runs; `frame` has a fraction. */
export class Playing {
  on = false
  frame = 0
  private readonly frames: number
  private readonly listeners = new Set<() => void>()
  private asked: number | undefined

  constructor(frames: number) {
    this.frames = frames
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Begins, or goes on where it was; after the last frame comes the first again. */
  readonly play = () => {
    if (this.on) return
    this.on = true
    let before = performance.now()
    const go = (now: number) => {
      this.frame = (this.frame + (now - before) / FRAME_MS) % this.frames
      before = now
      this.asked = requestAnimationFrame(go)
      this.tell()
    }
    this.asked = requestAnimationFrame(go)
    this.tell()
  }

  readonly pause = () => {
    if (this.asked !== undefined) cancelAnimationFrame(this.asked)
    this.on = false
    this.tell()
  }

  readonly seek = (frame: number) => {
    this.frame = frame
    this.tell()
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }
}
