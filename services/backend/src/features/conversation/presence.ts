import type { ChatAuthor } from '@parlance/contracts/chat'
import type { Language } from '@parlance/contracts/languages'

/** Who reads a room on one backend, as it tells the others. */
export interface PresenceReport {
  readonly users: readonly ChatAuthor[]
  /** Readers without a name. */
  readonly guests: number
  readonly languages: readonly Language[]
}

/** Most people that are named; the count of readers is not cut. */
export const maxNamed = 50
/** A backend that has not reported for so long is gone. Milliseconds. */
export const reportTtlMs = 60_000

/** Who reads a room: here, and on the other backends as far as they report. Knows no clock and sends nothing. */
export class Presence {
  readonly #here = new Map<string, { author: ChatAuthor; connections: number }>()
  readonly #languages = new Map<Language, number>()
  readonly #elsewhere = new Map<string, { report: PresenceReport; heard: number }>()
  #guests = 0

  enter(user: ChatAuthor | null, language: Language): void {
    this.#languages.set(language, (this.#languages.get(language) ?? 0) + 1)
    if (!user) this.#guests++
    else {
      const known = this.#here.get(user.id)
      this.#here.set(user.id, { author: user, connections: (known?.connections ?? 0) + 1 })
    }
  }

  leave(user: ChatAuthor | null, language: Language): void {
    const readers = (this.#languages.get(language) ?? 1) - 1
    if (readers > 0) this.#languages.set(language, readers)
    else this.#languages.delete(language)
    if (!user) {
      this.#guests--
      return
    }
    const known = this.#here.get(user.id)
    if (!known) return
    known.connections--
    if (known.connections === 0) this.#here.delete(user.id)
  }

  /** What another backend reports; an empty room is as good as no report. */
  hear(node: string, report: PresenceReport, now: number): void {
    if (report.users.length === 0 && report.guests === 0) this.#elsewhere.delete(node)
    else this.#elsewhere.set(node, { report, heard: now })
  }

  /** Forgets backends that have fallen silent. */
  expire(now: number): void {
    for (const [node, { heard }] of this.#elsewhere) {
      if (heard + reportTtlMs < now) this.#elsewhere.delete(node)
    }
  }

  /** What this backend tells the others. */
  report(): PresenceReport {
    const users = [...this.#here.values()].slice(0, maxNamed).map(({ author }) => author)
    return { users, guests: this.#guests, languages: [...this.#languages.keys()] }
  }

  /** Everybody, each person once, in a stable order. */
  everybody(): { users: ChatAuthor[]; guests: number } {
    const users = new Map<string, ChatAuthor>()
    let guests = this.#guests
    for (const { author } of this.#here.values()) users.set(author.id, author)
    for (const { report } of this.#elsewhere.values()) {
      guests += report.guests
      for (const user of report.users) users.set(user.id, user)
    }
    const sorted = [...users.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    return { users: sorted.slice(0, maxNamed), guests }
  }

  /** Every language that somebody reads in, anywhere. */
  languages(): Language[] {
    const all = new Set(this.#languages.keys())
    for (const { report } of this.#elsewhere.values()) for (const each of report.languages) all.add(each)
    return [...all]
  }
}
