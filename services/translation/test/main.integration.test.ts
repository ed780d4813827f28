import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { programEnvironment } from '@parlance/testing'
import { describe, expect, it } from 'vitest'

describe('the program', () => {
  const program = fileURLToPath(new URL('../src/main.ts', import.meta.url))
  const run = (env: Record<string, string>) =>
    new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile(process.execPath, [program], { env: { ...programEnvironment, ...env } }, (error, _, stderr) =>
        resolve({ code: error?.code, stderr }),
      )
    })

  it('names every fault of its environment at once, and no secret', async () => {
    const { code, stderr } = await run({
      PORT: 'abc',
      LOG_LEVEL: 'loud',
      REDIS_URL: 'mysql://user:hunter2@host',
    })
    expect(code).toBe(1)
    for (const name of ['PORT', 'LOG_LEVEL', 'REDIS_URL']) expect(stderr).toContain(name)
    expect(stderr).not.toContain('hunter2')
  })

  it('names the tier that cannot be read', async () => {
    const { code, stderr } = await run({ PORT: '0', METRICS_PORT: '0', MEDIUM_MODEL: 'gpt' })
    expect(code).toBe(1)
    expect(stderr).toContain('MEDIUM_MODEL must be apertium, bergamot')
  })
})
