/** What storage did not take: blocked, or full. Of the page's life alone. */
const memory = new Map<string, string>()

/** What this browser keeps under a name; of the page's life alone where storage is blocked. Null on the server. */
export function read(name: string): string | null {
  try {
    return globalThis.localStorage?.getItem(name) ?? memory.get(name) ?? null
  } catch {
    return memory.get(name) ?? null
  }
}

/** Keeps a text under a name; null takes it away. */
export function write(name: string, text: string | null): void {
  memory.delete(name)
  try {
    if (text === null) localStorage.removeItem(name)
    else localStorage.setItem(name, text)
  } catch {
    if (text !== null) memory.set(name, text)
  }
}

/** The names that begin with `prefix` and hold something, in no order. */
export function names(prefix: string): string[] {
  const found = new Set(memory.keys())
  try {
    for (const name of Object.keys(globalThis.localStorage ?? {})) found.add(name)
  } catch {
    // Blocked: what there is is in memory.
  }
  return [...found].filter((name) => name.startsWith(prefix))
}
