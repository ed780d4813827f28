/**
 * First starts of the stack on both engines while twelve processes keep the machine busy. What is shown is that they succeed,
 * and how many times longer they take than the same start without them.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installCopy } from '../e2e/support/copy.ts'
import { freePorts, manageOf, sweep } from '../manage/test/support/docker-ring.ts'
import { type Figure, report, timed } from './support/figures.ts'

const busyProcesses = 12
const root = mkdtempSync(join(tmpdir(), 'parlance busy '))

/** Seconds of a first `dev:up` of a new instance, which is removed again. @throws Error with what it said, where it fails */
async function firstStart(engine: string): Promise<number> {
  const manage = manageOf(root, 'busy', { ...(await freePorts()), PARLANCE_ENGINE: engine })
  try {
    return (await timed(() => manage.json('dev:up', '--detach'))) / 1_000
  } finally {
    await manage.run('dev:clean', '--yes')
    await sweep(manage)
  }
}

const busy: ChildProcess[] = []
try {
  installCopy(root)
  await manageOf(root, 'busy').json('setup')
  const figures: Figure[] = []
  for (const engine of ['embedded', 'docker']) {
    // The first of all builds and downloads; it is no peer.
    await firstStart(engine)
    const quiet = await firstStart(engine)
    for (let at = 0; at < busyProcesses; at++) busy.push(spawn(process.execPath, ['-e', 'for (;;);']))
    const loaded = await firstStart(engine)
    for (const child of busy.splice(0)) child.kill('SIGKILL')
    figures.push({
      name: `first dev:up on ${engine}, beside ${busyProcesses} busy processes`,
      value: loaded / quiet,
      unit: '×',
      beside: `succeeded in ${loaded.toFixed(1)} s; ${quiet.toFixed(1)} s without them`,
    })
  }
  report('A start on a bad day', figures)
} finally {
  for (const child of busy) child.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
}
