import { execFile } from 'node:child_process'
import { expect, test } from 'vitest'

/** A program that gets a signal in one of its halves. */
const interrupted = (half: 'prepare' | 'replace') =>
  new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const file = new URL('../../src/database/uninterrupted.ts', import.meta.url).href
    const program = `
      import { replaceUninterrupted } from '${file}'
      const work = async (half) => {
        if (half === '${half}') process.kill(process.pid, 'SIGTERM')
        await new Promise((resolve) => setTimeout(resolve, 300))
        console.log(half)
      }
      await replaceUninterrupted(() => work('prepare'), () => work('replace'))
    `
    const child = execFile(
      process.execPath,
      ['--input-type=module', '--eval', program],
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
  })

test('an interruption before the replacement ends it, and the data is as it was', async () => {
  const { code, stdout, stderr } = await interrupted('prepare')
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
  expect(stderr).toBe('database: interrupted before anything was replaced: the data is as it was\n')
})

test('an interruption in the middle of it waits until the data is as new', async () => {
  const { code, stdout, stderr } = await interrupted('replace')
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'prepare\nreplace\n' })
  expect(stderr).toContain('the data is as new')
})
