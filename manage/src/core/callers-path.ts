import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Context } from './context.ts'
import { missingError } from './errors.ts'

/** The absolute path of a file that somebody named, from the folder where they typed it: pnpm goes to the root first. */
export function callersPath({ env, root }: Pick<Context, 'env' | 'root'>, file: string): string {
  return resolve(env.INIT_CWD ?? env.PWD ?? root, file)
}

/** The same for a file that is to be read. @throws ManageError (missing) where there is none */
export function callersFile(context: Pick<Context, 'env' | 'root'>, file: string): string {
  const path = callersPath(context, file)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw missingError(`there is no file ${path}`)
  if (found.isDirectory()) throw missingError(`${path} is a folder: name a file in it`)
  return path
}
