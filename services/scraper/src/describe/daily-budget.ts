/** What may be spent in one day, by UTC, as the bills of such services count. */
export class DailyBudget {
  readonly #most: number
  readonly #now: () => Date
  #day = ''
  #spent = 0

  /** @param most units a day; 0 = no limit */
  constructor(most: number, now: () => Date = () => new Date()) {
    this.#most = most
    this.#now = now
  }

  /** Whether anything may still be spent today. What is on its way when the last of it goes may still end above the limit. */
  get left(): boolean {
    this.#turn()
    return this.#most === 0 || this.#spent < this.#most
  }

  spend(units: number): void {
    this.#turn()
    this.#spent += units
  }

  #turn(): void {
    const today = this.#now().toISOString().slice(0, 10)
    if (today === this.#day) return
    this.#day = today
    this.#spent = 0
  }
}
