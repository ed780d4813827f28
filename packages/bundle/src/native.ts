import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, sep } from 'node:path'
import { pack } from './pack.ts'
import type { NativePackage } from './targets.ts'

interface Manifest {
  version: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/**
 * Copies packages with everything they need at run time into one flat `node_modules`.
 *
 * @param from folder of the package that depends on them. @returns `name@version` of each.
 * @throws Error when one is not installed, or two versions of one are needed.
 */
export function copyNative(from: string, native: readonly NativePackage[], out: string): string[] {
  const copied = new Map<string, string>()
  for (const wanted of native) copyPackage(from, wanted, out, copied)
  return [...copied].map(([name, version]) => `${name}@${version}`)
}

function copyPackage(from: string, wanted: NativePackage, out: string, copied: Map<string, string>): void {
  const folder = findPackage(from, wanted.name)
  if (!folder) throw new Error(`${wanted.name} is not installed for ${from}`)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  const known = copied.get(wanted.name)
  if (known === manifest.version) return
  if (known) throw new Error(`${wanted.name} is needed in two versions: ${known} and ${manifest.version}`)
  copied.set(wanted.name, manifest.version)
  const destination = join(out, 'node_modules', wanted.name)
  for (const path of wanted.files ?? ['.']) copyFiles(join(folder, path), join(destination, path))
  for (const path of wanted.packed ?? []) {
    writeFileSync(join(destination, `${path}.br`), pack(readFileSync(join(folder, path))))
  }
  const needed = Object.keys(manifest.dependencies ?? {}).filter((name) => !wanted.without?.includes(name))
  for (const name of needed) copyPackage(folder, { name }, out, copied)
  // Packages for other platforms are optional too, and simply are not there.
  for (const name of Object.keys(manifest.optionalDependencies ?? {})) {
    if (findPackage(folder, name)) copyPackage(folder, { name }, out, copied)
  }
}

/** Files without what only people and compilers read. */
export function copyFiles(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to, {
    recursive: true,
    dereference: true,
    filter: (path) => !/\.(d\.[cm]?ts|map|md|markdown)$|[/\\](test|tests|docs|examples)$/i.test(path),
  })
}

/** The real folder of a package as the given folder sees it, whatever its `exports` hide. */
export function findPackage(from: string, name: string): string | undefined {
  const places = createRequire(join(from, 'package.json')).resolve.paths(name) ?? []
  // A package of a virtual store stands beside its dependencies.
  const beside = realpathSync(from).split(`${sep}node_modules${sep}`)[0] ?? ''
  for (const place of [...places, ...(basename(beside) ? [join(beside, 'node_modules')] : [])]) {
    if (existsSync(join(place, name, 'package.json'))) return realpathSync(join(place, name))
  }
  return undefined
}
