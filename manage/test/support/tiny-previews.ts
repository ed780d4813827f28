import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PreviewNote } from '../../../packages/preview-gateway/src/note.ts'
import { previewName } from '../../src/core/preview-name.ts'
import { dockerSays, type Ran, run } from './docker-ring.ts'
import { makeTinySite, type TinySite } from './tiny-site.ts'

/** Numbers that are the same each time (mulberry32), so that a run that fails is one that can be repeated. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** Does the work of a list one after the other in some lanes beside each other: the machine has more than one thing to do at any time. */
export async function inLanes<Item, Lane, Done>(
  items: readonly Item[],
  lanes: readonly Lane[],
  work: (item: Item, lane: Lane) => Promise<Done>,
): Promise<Done[]> {
  const done: Done[] = []
  const next = items.entries()
  await Promise.all(
    lanes.map(async (lane) => {
      for (const [index, item] of next) done[index] = await work(item, lane)
    }),
  )
  return done
}

/** How a command ended, and what it said where that was not well. */
export const said = ({ code, stdout, stderr }: Ran) => ({
  code,
  said: code === 0 ? '' : `${stdout}\n${stderr}`,
})
export const fine = { code: 0, said: '' }
export const failure = ({ stdout, stderr }: Ran) =>
  (JSON.parse(stdout || stderr) as { error: { message: string; details?: object } }).error

export const containerOf = (branch: string, part: string) =>
  `parlance-preview-${previewName(branch)}-${part}-1`

/** What a preview's database has in it. */
export const inDatabase = (branch: string) =>
  dockerSays(
    ...['exec', containerOf(branch, 'postgres'), 'psql', '-U', 'parlance', '-d', 'parlance', '-At'],
    ...['-c', 'SELECT id FROM "Tiny"'],
  )

/** Previews of a tiny site, whose names have something that no other test's have. */
export function makeTinyPreviews() {
  const own = `t${randomBytes(2).toString('hex')}`
  let made: TinySite | undefined
  /** Made when somebody first asks for it: where a test is left out, nobody does. */
  const site = (): TinySite => {
    made ??= makeTinySite()
    return made
  }
  const state = () => join(site().root, '.parlance')
  const manage = (args: readonly string[], env: Record<string, string> = {}): Promise<Ran> =>
    run(process.execPath, ['manage/launch.cjs', ...args, '--json'], {
      cwd: site().root,
      env: { PARLANCE_ENGINE: 'docker', PARLANCE_INSTANCE: undefined, ...env },
    })
  const folder = (path: string) =>
    existsSync(path) ? readdirSync(path).filter((file) => file.includes(own)) : []
  return {
    own,
    site,
    manage,
    /** A branch's name; names of other checkouts' previews are the machine's, too. */
    named: (name: string) => `${own}/${name}`,
    up: (branch: string, env?: Record<string, string>) => manage(['preview:up', branch, '--most', '9'], env),
    down: (branch: string, env?: Record<string, string>) => manage(['preview:down', branch, '--yes'], env),
    /** What the gateway is told of the preview of a branch. */
    note: (branch: string): PreviewNote =>
      JSON.parse(readFileSync(join(state(), 'previews', 'notes', `${previewName(branch)}.json`), 'utf8')),
    /** What there is of these previews, wherever it may lie. */
    async left(): Promise<string[]> {
      const lists = await Promise.all(
        (['container', 'volume', 'network'] as const).map(async (kind) => {
          const all = kind === 'container' ? ['--all', '--format', '{{.Names}}'] : ['--format', '{{.Name}}']
          const names = await dockerSays(kind, 'ls', ...all, '--filter', `name=parlance-preview-${own}`)
          return names.split('\n').filter(Boolean)
        }),
      )
      const worktrees = site().git('worktree', 'list').split('\n')
      return [
        ...lists.flat(),
        ...folder(state()),
        ...folder(join(state(), 'previews', 'notes')),
        ...folder(join(state(), 'previews', 'locks')),
        ...worktrees.filter((line) => line.includes(own)),
      ]
    },
    async remove(): Promise<void> {
      if (!made) return
      await manage(['preview:down', '--all', '--yes'])
      await manage(['clean:all', '--yes'])
      made.remove()
    },
  }
}
