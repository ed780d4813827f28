import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Ignores, parseIgnoreFile } from './ignore-file.ts'
import { commonFiles, type ImageSource, keepRunning } from './image-plan.ts'
import { lockfilePart } from './pnpm-lock.ts'

export interface KeyRequest {
  root: string
  source: ImageSource
  target: 'dev' | 'production'
  /** Digest or id of the base image. */
  base: string
  /** Arguments of the build that change its result. */
  args: Readonly<Record<string, string>>
}

/**
 * The tag of an image: a hash of all that goes into it. Equal keys mean equal images, so nothing needs to be built.
 *
 * The production image takes the code; the development image takes manifests alone, for its code is mounted.
 *
 * @returns twelve hexadecimal digits.
 */
export function imageKey({ root, source, target, base, args }: KeyRequest): string {
  const ignores = parseIgnoreFile(readFileSync(join(root, '.dockerignore'), 'utf8'))
  const hash = createHash('sha256')
  const add = (name: string, content: string | Buffer) =>
    hash.update(`${name}\0${Buffer.byteLength(content)}\0`).update(content)
  add('target', target)
  add('base', base)
  for (const [name, value] of Object.entries(args).sort()) add(`argument ${name}`, value)
  add('lockfile', lockfilePart(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'), source.importers))
  // Development's code is mounted; what is not mounted is this.
  const manifests = [...source.importers.map((folder) => `${folder}/package.json`), keepRunning]
  const code =
    target === 'production' ? source.folders.flatMap((path) => filesOf(root, path, ignores)) : manifests
  for (const path of [source.dockerfile, ...commonFiles, ...code.sort()]) {
    add(path, readFileSync(join(root, path)))
  }
  return hash.digest('hex').slice(0, 12)
}

/** Files below a path that the build context has. */
export function filesOf(root: string, path: string, ignores: Ignores): string[] {
  if (ignores(path)) return []
  if (statSync(join(root, path)).isFile()) return [path]
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => {
    const child = `${path}/${entry.name}`
    if (entry.isDirectory()) return filesOf(root, child, ignores)
    return entry.isFile() && !ignores(child) ? [child] : []
  })
}
