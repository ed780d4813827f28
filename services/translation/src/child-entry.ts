import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The program that runs a model: beside this file as source, beside the bundle as built. */
export function modelProgram(): string {
  return fileURLToPath(new URL(`./model-main${extname(import.meta.url)}`, import.meta.url))
}
