import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineName } from './config.ts'
import { stateRoot } from './instance.ts'
import { previewInstance, previewOf } from './preview-name.ts'

/** What is written down of a preview, in `.parlance/preview-NAME/preview.json`. */
export interface PreviewRecord {
  name: string
  /** What was asked for: a branch, a commit, or a folder's absolute path. */
  of: string
  /** The commit that it shows; null for a folder, which has none of its own. */
  commit: string | null
  /** The folder with its sources. */
  source: string
  /** Where it answers. */
  origin: string
  /** Who may see it; absent in one that was made before there was a choice. */
  access?: 'open' | 'link' | 'site'
  /** Where it runs; absent: in Docker. */
  engine?: EngineName
  /** ISO 8601. */
  made: string
}

export const previewFolder = (root: string, name: string): string =>
  join(stateRoot(root), previewInstance(name))

const recordFile = (root: string, name: string) => join(previewFolder(root, name), 'preview.json')

/** undefined: there is none of this name, or what is written of it cannot be read, and it is made again. */
export function readPreview(root: string, name: string): PreviewRecord | undefined {
  const file = recordFile(root, name)
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PreviewRecord
  } catch {
    return undefined
  }
}

export function writePreview(root: string, record: PreviewRecord): void {
  mkdirSync(previewFolder(root, record.name), { recursive: true })
  writeFileSync(recordFile(root, record.name), `${JSON.stringify(record, null, 2)}\n`)
}

/** Names of the previews that this checkout has a folder of, whole or half-made. */
export function knownPreviews(root: string): string[] {
  if (!existsSync(stateRoot(root))) return []
  return readdirSync(stateRoot(root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => previewOf(entry.name) ?? [])
    .sort()
}
