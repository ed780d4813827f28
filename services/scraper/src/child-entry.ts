import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The programs that run as children; each is an entry of its own in the bundle, beside the main one. */
export type ChildName = 'reader-child-main' | 'image-child-main'

/** The file of a child program: beside this file as source, beside the bundle as built. */
export function childEntry(name: ChildName): string {
  return fileURLToPath(new URL(`./${name}${extname(import.meta.url)}`, import.meta.url))
}
