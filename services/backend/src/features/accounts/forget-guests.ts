import type { AccountStore } from './account-store-port.ts'

const hour = 60 * 60_000
const day = 24 * hour
/** A guest's token is good for thirty days: after that nobody can come back as them. */
const guestsKeptMs = 31 * day
/** Rows of one statement. */
const atOnce = 500

/** Forgets guests who never wrote, once nobody can come back as them. @returns how many */
export async function forgetGuests(store: Pick<AccountStore, 'forgetGuests'>, now: number): Promise<number> {
  let forgotten = 0
  for (let last = atOnce; last === atOnce; forgotten += last) {
    last = await store.forgetGuests(new Date(now - guestsKeptMs), atOnce)
  }
  return forgotten
}

/** Does so every hour, until stopped. */
export function keepForgettingGuests(
  store: Pick<AccountStore, 'forgetGuests'>,
  report: (error: unknown) => void,
): { stop(): void } {
  const timer = setInterval(() => void forgetGuests(store, Date.now()).catch(report), hour)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
