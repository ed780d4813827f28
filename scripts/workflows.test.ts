import { accessSync, constants, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, '.github/workflows')
const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name))
const rings = [...readFileSync(join(root, 'scripts/test.ts'), 'utf8').matchAll(/\bname: '(\w+)'/g)].map(
  ([, name]) => name,
)

/** The values of a key in a workflow, without the quotes that YAML takes. */
const valuesOf = (text: string, key: string) =>
  [...text.matchAll(new RegExp(`^\\s*(?:- )?${key}:[ \\t]*(.*)$`, 'gm'))].map(([, value]) => value ?? '')

it('there are workflows, and rings', () => {
  expect(files).not.toEqual([])
  expect(rings).toContain('integration')
})

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8')

  it('pins each action to a commit, and says which version that is', () => {
    const unpinned = valuesOf(text, 'uses').filter(
      (action) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/.test(action),
    )
    expect(unpinned).toEqual([])
  })

  it('has steps that are commands of this repository: one line, a file that can be run here', () => {
    const foreign = valuesOf(text, 'run').filter((command) => {
      const [program] = command.split(' ')
      if (!program?.startsWith('.ci/')) return true
      accessSync(join(root, program), constants.X_OK)
      return /[;&|<>`]/.test(command)
    })
    expect(foreign).toEqual([])
  })

  it('may read the code and nothing else, and keeps no credentials', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n(?! )/m)
    expect(text).not.toMatch(/\bwrite\b|pull_request_target|secrets\./)
    const checkouts = text.match(/actions\/checkout@/g)?.length
    expect(text.match(/persist-credentials: false/g)?.length).toBe(checkouts)
  })
})

it('runs every ring', () => {
  const text = readFileSync(join(folder, 'check.yml'), 'utf8')
  expect(valuesOf(text, 'ring')).toContain(`[${rings.join(', ')}]`)
})
