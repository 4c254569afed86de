const FIRST_SLOTS = 64

/**
 * Numbers pairs of whole numbers as they first come. A hash table with open addressing (D. E. Knuth, “The Art of Computer Programming” 3, section 6.4),
 * at most half full.
 */
export class PairNumbers {
  readonly from: number[] = []
  readonly to: number[] = []
  private slots = new Int32Array(FIRST_SLOTS).fill(-1)

  numberOf(from: number, to: number): number {
    let slot = this.slotOf(from, to)
    if (this.slots[slot] !== -1) return this.slots[slot]!
    if (2 * this.from.length >= this.slots.length) {
      this.grow()
      slot = this.slotOf(from, to)
    }
    this.from.push(from)
    return (this.slots[slot] = this.to.push(to) - 1)
  }

  /** Where the pair is, or may be put. */
  private slotOf(from: number, to: number): number {
    const last = this.slots.length - 1
    const hash = Math.imul(Math.imul(from, 0x9e3779b1) ^ to, 0x85ebca6b)
    let slot = (hash ^ (hash >>> 15)) & last
    for (let held = this.slots[slot]!; held !== -1; held = this.slots[slot]!) {
      if (this.from[held] === from && this.to[held] === to) break
      slot = (slot + 1) & last
    }
    return slot
  }

  private grow(): void {
    this.slots = new Int32Array(2 * this.slots.length).fill(-1)
    for (let number = 0; number < this.from.length; number += 1) this.slots[this.slotOf(this.from[number]!, this.to[number]!)] = number
  }
}
