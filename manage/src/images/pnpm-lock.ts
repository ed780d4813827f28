/**
 * The part of pnpm-lock.yaml that some workspace packages depend on, as text to be hashed: their own entries, and every
 * package they reach with its checksum. What other packages of the workspace depend on does not count.
 *
 * The file is written by pnpm in one regular form (lockfile version 9), so lines and their indentation are enough: a
 * YAML parser would take half a second for it.
 *
 * @param importers folders as the lockfile names them, such as `services/backend`.
 * @throws Error when the file has another form, or lacks an importer.
 */
export function lockfilePart(text: string, importers: readonly string[]): string {
  const version = /^lockfileVersion: '?(\d+)/m.exec(text)?.[1]
  if (version !== '9') throw new Error(`pnpm-lock.yaml has version ${version ?? 'none'}, and 9 is understood`)
  const sections = blocks(text.split('\n'), 0)
  const section = (name: string) => new Map(blocks(sections.get(name) ?? [], 2))
  const [known, packages, snapshots] = [section('importers'), section('packages'), section('snapshots')]
  const own = importers.map((name) => {
    const lines = known.get(name)
    if (!lines) throw new Error(`pnpm-lock.yaml does not know ${name}: run pnpm install`)
    return { name, lines }
  })
  const reached = new Set<string>()
  const open = own.flatMap(({ lines }) => importerDependencies(lines))
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next) || next.startsWith('link:')) continue
    reached.add(next)
    open.push(...snapshotDependencies(snapshots.get(next) ?? []))
  }
  return [
    ...own.flatMap(({ name, lines }) => [name, ...lines]),
    ...[...reached]
      .sort()
      .flatMap((key) => [key, ...(snapshots.get(key) ?? []), ...(packages.get(bareKey(key)) ?? [])]),
  ].join('\n')
}

/** Cuts lines into blocks that begin with a key at this indentation; a key's quotes are taken off. */
function blocks(lines: readonly string[], indent: number): Map<string, string[]> {
  const found = new Map<string, string[]>()
  let current: string[] | undefined
  const prefix = ' '.repeat(indent)
  for (const line of lines) {
    if (line.startsWith(prefix) && line[indent] !== ' ' && line.length > indent) {
      const end = line.lastIndexOf(':', line.endsWith('{}') ? line.length - 3 : line.length)
      const colon = line.indexOf(': ', indent)
      current = []
      found.set(unquote(line.slice(indent, colon === -1 ? end : colon)), current)
    } else if (line !== '') current?.push(line)
  }
  return found
}

/** `      name:` … `        version: 1.2.3(peer@4)` of an importer. */
function importerDependencies(lines: readonly string[]): string[] {
  const found: string[] = []
  let name = ''
  for (const line of lines) {
    const key = /^ {6}(\S.*):$/.exec(line)
    if (key) name = unquote(key[1] ?? '')
    const version = /^ {8}version: (.+)$/.exec(line)
    if (version) found.push(packageKey(name, unquote(version[1] ?? '')))
  }
  return found
}

/** `      name: 1.2.3` under `dependencies:` and `optionalDependencies:` of a snapshot. */
function snapshotDependencies(lines: readonly string[]): string[] {
  const found: string[] = []
  let inside = false
  for (const line of lines) {
    const heading = /^ {4}(\w+):$/.exec(line)
    if (heading) inside = heading[1] === 'dependencies' || heading[1] === 'optionalDependencies'
    const entry = inside ? /^ {6}(\S+): (.+)$/.exec(line) : null
    if (entry) found.push(packageKey(unquote(entry[1] ?? ''), unquote(entry[2] ?? '')))
  }
  return found
}

/** A version such as `other@1.2.3` is an alias and already a key. */
function packageKey(name: string, version: string): string {
  if (version.startsWith('link:')) return version
  return /^@?[^@(]+@/.test(version) ? version : `${name}@${version}`
}

/** Without the peers that a snapshot's key names in brackets. */
const bareKey = (key: string) => key.replace(/\(.*$/, '')

const unquote = (word: string) => word.replace(/^'(.*)'$/, '$1')
