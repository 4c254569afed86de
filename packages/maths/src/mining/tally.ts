/**
 * Counts by key as events pass by: how often, in how many cases, of how many people, and in how many cases more than once. The events of a case come
 * together, and so do the cases of a person. Keys are numbered from 0; a new one is the next.
 */
export class Tally {
  readonly times: number[] = []
  readonly cases: number[] = []
  readonly people: number[] = []
  readonly repeated: number[] = []
  private readonly lastCase: number[] = []
  private readonly lastPerson: number[] = []
  private readonly lastRepeated: number[] = []

  constructor(keys = 0) {
    for (let key = 0; key < keys; key += 1) this.extend()
  }

  add(key: number, c: number, person: number): void {
    if (key === this.times.length) this.extend()
    this.times[key]! += 1
    if (this.lastCase[key] !== c) {
      this.lastCase[key] = c
      this.cases[key]! += 1
      if (this.lastPerson[key] !== person) this.people[key]! += 1
      this.lastPerson[key] = person
    } else if (this.lastRepeated[key] !== c) {
      this.lastRepeated[key] = c
      this.repeated[key]! += 1
    }
  }

  private extend(): void {
    for (const counts of [this.times, this.cases, this.people, this.repeated]) counts.push(0)
    for (const last of [this.lastCase, this.lastPerson, this.lastRepeated]) last.push(-1)
  }
}
