import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AccessMode, accessModes } from './access.ts'

/** A valid name of a preview: a DNS label of at most 22 signs. */
export const previewNamePattern = /^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$/

/** What `manage` tells the gateway and its filter of a preview: a file `NAME.json` in a folder that only it writes. */
export interface PreviewNote {
  name: string
  /** The branch, commit or folder that it is of. */
  of: string
  commit: string | null
  access: AccessMode
  /** ISO 8601: until then somebody is at work on its containers, and nobody else starts or stops them. */
  heldUntil?: string
  /** Why the last `preview:up` did not come to its end, with the last lines of whom it was about. */
  fault?: { message: string; lines: readonly string[] }
}

/** By hand: `manage` reads it too, which runs where nothing has been installed. */
function isNote(value: unknown): value is PreviewNote {
  if (typeof value !== 'object' || value === null) return false
  const { name, of, commit, access, heldUntil, fault } = value as Record<string, unknown>
  const isText = (text: unknown) => typeof text === 'string'
  const { message, lines } = (fault ?? { message: '', lines: [] }) as Record<string, unknown>
  return (
    isText(name) &&
    isText(of) &&
    (commit === null || isText(commit)) &&
    accessModes.some((mode) => mode === access) &&
    (heldUntil === undefined || isText(heldUntil)) &&
    isText(message) &&
    Array.isArray(lines) &&
    lines.every(isText)
  )
}

export const noteFile = (name: string): string => `${name}.json`

/** The notes of a folder by name. One that is half-written or foreign is left out: it is read again in a moment. */
export function readNotes(folder: string): Map<string, PreviewNote> {
  const notes = new Map<string, PreviewNote>()
  for (const file of readdirSync(folder)) {
    const name = file.replace(/\.json$/, '')
    if (name === file || !previewNamePattern.test(name)) continue
    const note = readNote(join(folder, file))
    if (note?.name === name) notes.set(name, note)
  }
  return notes
}

function readNote(file: string): PreviewNote | undefined {
  try {
    const note: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isNote(note) ? note : undefined
  } catch {
    return undefined
  }
}
