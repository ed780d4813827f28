/** Whether a path, relative to the build context with `/`, stays out of it. */
export type Ignores = (path: string) => boolean

/**
 * Reads a .dockerignore as Docker does: the last pattern that matches a path or a folder above it decides, `!` lets it
 * back in, `**` stands for any number of folders, `*` and `?` stay inside a name.
 */
export function parseIgnoreFile(text: string): Ignores {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ keeps: line.startsWith('!'), pattern: toPattern(line.replace(/^!/, '')) }))
  return (path) => {
    const folders = path.split('/').map((_, index, names) => names.slice(0, index + 1).join('/'))
    const last = rules.findLast(({ pattern }) => folders.some((folder) => pattern.test(folder)))
    return last !== undefined && !last.keeps
  }
}

function toPattern(glob: string): RegExp {
  const path = glob.replace(/^\/+|\/+$/g, '')
  const source = path.replaceAll(/\*\*\/|\*\*|\*|\?|[.+^${}()|[\]\\]/g, (part) => {
    if (part === '**/') return '(?:.*/)?'
    if (part === '**') return '.*'
    if (part === '*') return '[^/]*'
    return part === '?' ? '[^/]' : `\\${part}`
  })
  return new RegExp(`^${source}$`)
}
