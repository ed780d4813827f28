/** What a person waits for `manage` itself: `help` and `status` beside a bare `node -e 0`, taken in turns. */
import { spawnSync } from 'node:child_process'
import { root } from '../e2e/support/manage.ts'
import { type Figure, median, report } from './support/figures.ts'

const rounds = 21
const limits = { help: 2.5, status: 4 }

const commands: Readonly<Record<string, readonly string[]>> = {
  node: ['-e', '0'],
  help: ['manage/launch.cjs', 'help'],
  status: ['manage/launch.cjs', 'status'],
}
const samples: Record<string, number[]> = { node: [], help: [], status: [] }

function run(args: readonly string[]): number {
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  // `status` may say that what runs is unhealthy, which is an answer too.
  if (status !== 0 && status !== 4) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  return performance.now() - started
}

// The first turn fills the caches and does not count.
for (let round = 0; round <= rounds; round++) {
  for (const [name, args] of Object.entries(commands)) {
    const ms = run(args)
    if (round > 0) samples[name]?.push(ms)
  }
}

const bare = median(samples.node ?? [])
const figures: Figure[] = (['help', 'status'] as const).map((name) => {
  const own = median(samples[name] ?? [])
  return {
    name: `manage ${name}`,
    value: own / bare,
    unit: '×',
    limit: limits[name],
    beside: `${own.toFixed(0)} ms beside ${bare.toFixed(0)} ms of node -e 0, ${rounds} turns`,
  }
})
report('manage itself', figures)
