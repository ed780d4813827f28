/**
 * What somebody new waits for: `npm start` in a clean clone of the last commit, with the package store as it is, until
 * the product answers; then a route of the backend is edited, until the edit is served.
 */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import { root, runManage } from '../e2e/support/manage.ts'
import { median, report, timed } from './support/figures.ts'

const edits = 5
const folder = mkdtempSync(join(tmpdir(), 'parlance-clone-'))
const clone = join(folder, 'parlance')
const here = ['--engine', 'embedded', '--instance', 'bench']
try {
  await run('git', ['clone', '--quiet', '--local', root, clone], folder)
  const first = await timed(() => run('npm', ['start', '--', '--detach', '--instance', 'bench'], clone))
  const status = await runManage(['dev:status', '--json', ...here], { checkout: clone })
  const { services } = JSON.parse(status.stdout) as { services: { name: string; address: string }[] }
  const address = (name: string) => services.find((service) => service.name === name)?.address ?? ''
  const home = await fetch(address('frontend'))
  const served: number[] = []
  for (let edit = 1; edit <= edits; edit++) served.push(await editUntilServed(address('backend'), edit))
  report('A clean clone', [
    {
      name: 'npm start until everything is healthy',
      value: first / 1_000,
      unit: 's',
      limit: 60,
      beside: `one run, with the package store as it is; the home page then answers ${home.status}`,
    },
    {
      name: 'backend route saved, until it is served',
      value: median(served) / 1_000,
      unit: 's',
      limit: 1.5,
      beside: `of ${edits}: ${served.map((ms) => `${(ms / 1_000).toFixed(2)} s`).join(', ')}; Tilt publishes 1.1–1.8 s`,
    },
  ])
} finally {
  const down = await runManage(['dev:clean', '--yes', ...here], { checkout: clone })
  if (down.code !== 0) console.error(`${down.stdout}${down.stderr}`)
  rmSync(folder, { recursive: true, force: true })
}

/** Gives the route of liveness another address, and waits until it answers there. @returns milliseconds from the save */
async function editUntilServed(backend: string, edit: number): Promise<number> {
  const file = join(clone, 'services/backend/src/routes/health-routes.ts')
  const source = readFileSync(file, 'utf8')
  const path = `/health/live-${edit}`
  const edited = source.replace(/'\/health\/live(-\d+)?'/, `'${path}'`)
  if (edited === source) throw new Error(`${file} has no route of liveness to edit`)
  writeFileSync(file, edited)
  return timed(() => waitUntil(`${path} is served`, async () => (await fetch(backend + path)).status === 200))
}

async function run(file: string, args: readonly string[], cwd: string): Promise<void> {
  const child = spawn(file, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}`)
}
