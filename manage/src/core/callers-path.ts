import { resolve } from 'node:path'
import type { Context } from './context.ts'

/** The absolute path of a file that somebody named, from the folder where they typed it: pnpm goes to the root first. */
export function callersPath({ env, root }: Pick<Context, 'env' | 'root'>, file: string): string {
  return resolve(env.INIT_CWD ?? env.PWD ?? root, file)
}
