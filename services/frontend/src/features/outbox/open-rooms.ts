const open = new Map<string, number>()
const listeners = new Set<() => void>()

/** Says that this page has a room open, whose connection sends by itself. @returns how to say that it is closed */
export function openRoom(room: string): () => void {
  open.set(room, (open.get(room) ?? 0) + 1)
  return () => {
    const left = (open.get(room) ?? 1) - 1
    if (left > 0) open.set(room, left)
    else open.delete(room)
    for (const listener of listeners) listener()
  }
}

export function isOpen(room: string): boolean {
  return open.has(room)
}

/** Called when a room is closed. */
export function onRoomClosed(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
