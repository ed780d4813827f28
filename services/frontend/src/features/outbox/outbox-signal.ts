import { names } from '../../components/storage.ts'

/** What the names of the entries of the browser's storage begin with that hold unsent messages. */
export const unsentPrefix = 'parlance_unsent:'

const listeners = new Set<() => void>()

/** Called after every change of what is still to be said, also those of other tabs. @returns how to leave */
export function subscribeToOutbox(listener: () => void): () => void {
  const fromOtherTab = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(unsentPrefix)) listener()
  }
  listeners.add(listener)
  globalThis.window?.addEventListener('storage', fromOtherTab)
  return () => {
    listeners.delete(listener)
    globalThis.window?.removeEventListener('storage', fromOtherTab)
  }
}

/** Says that something was written, changed or taken out. */
export function tellOutboxChanged(): void {
  for (const listener of listeners) listener()
}

/** Whether anything is still to be said. */
export function hasUnsent(): boolean {
  return names(unsentPrefix).length > 0
}
