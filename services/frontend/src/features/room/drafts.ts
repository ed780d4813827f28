import { names, read, write } from '../../components/storage.ts'

const prefix = 'parlance_draft:'
/** Rooms whose drafts are kept; the oldest gives way. */
const most = 50

interface Draft {
  readonly text: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** What somebody typed in a room and has not sent; '' where nothing is kept. */
export function readDraft(room: string): string {
  return parse(read(prefix + room))?.text ?? ''
}

/** Keeps what somebody typed in a room, over reloads and other pages; blank text forgets it. */
export function keepDraft(room: string, text: string, now = Date.now()): void {
  if (text.trim() === '') {
    write(prefix + room, null)
    return
  }
  const known = names(prefix)
  if (known.length >= most && !known.includes(prefix + room)) {
    const oldest = known.toSorted((a, b) => ageOf(a) - ageOf(b)).slice(0, known.length - most + 1)
    for (const name of oldest) write(name, null)
  }
  write(prefix + room, JSON.stringify({ text, at: now } satisfies Draft))
}

/** Whether a change of storage, made in another tab, is one of this room's draft. */
export function isDraftOf(room: string, name: string | null): boolean {
  return name === prefix + room
}

function ageOf(name: string): number {
  return parse(read(name))?.at ?? 0
}

function parse(text: string | null): Draft | undefined {
  if (!text) return undefined
  try {
    const { text: kept, at } = JSON.parse(text) as Partial<Draft>
    return typeof kept === 'string' && typeof at === 'number' ? { text: kept, at } : undefined
  } catch {
    return undefined
  }
}
