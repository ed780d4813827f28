import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A program that runs models, by its name: beside this file as source, beside the bundle as built. */
export function childProgram(name: 'model-main' | 'bergamot-main'): string {
  return fileURLToPath(new URL(`./${name}${extname(import.meta.url)}`, import.meta.url))
}
