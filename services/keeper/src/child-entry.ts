import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The program that does one thing: beside this file as source, beside the bundle as built. */
export const keeperProgram = (): string =>
  fileURLToPath(new URL(`./keeper-main${extname(import.meta.url)}`, import.meta.url))
