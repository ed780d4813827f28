import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

/** A valid name of a preview: a DNS label of at most 22 signs. */
export const previewNamePattern = /^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$/

const noteSchema = Type.Object({
  name: Type.String(),
  /** The branch, commit or folder that it is of. */
  of: Type.String(),
  commit: Type.Union([Type.String(), Type.Null()]),
  access: Type.Union([Type.Literal('open'), Type.Literal('link')]),
  /** ISO 8601: until then somebody is at work on its containers, and nobody else starts or stops them. */
  heldUntil: Type.Optional(Type.String()),
  /** Why the last `preview:up` did not come to its end, with the last lines of whom it was about. */
  fault: Type.Optional(Type.Object({ message: Type.String(), lines: Type.Array(Type.String()) })),
})

/** What `manage` tells the gateway and its filter of a preview: a file `NAME.json` in a folder that only it writes. */
export type PreviewNote = Static<typeof noteSchema>

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
    return Value.Check(noteSchema, note) ? note : undefined
  } catch {
    return undefined
  }
}
