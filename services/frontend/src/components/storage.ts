const memory = new Map<string, string>()

/** What this browser keeps under a name; of the page's life alone where storage is blocked. Null on the server. */
export function read(name: string): string | null {
  try {
    return globalThis.localStorage?.getItem(name) ?? null
  } catch {
    return memory.get(name) ?? null
  }
}

/** Keeps a text under a name; null takes it away. */
export function write(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(name)
    else localStorage.setItem(name, text)
  } catch {
    if (text === null) memory.delete(name)
    else memory.set(name, text)
  }
}
