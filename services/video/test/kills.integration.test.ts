import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { VideoService } from '@parlance/contracts'
import { createGrpcClient } from '@parlance/service-kit'
import { programEnvironment, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Clips, missing, picture, quickly, tone } from './support/clips.ts'
import { TestService } from './support/service.ts'

const entry = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** Command lines of programs that work in a folder. */
const workingIn = (folder: string): string[] =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(folder) && line.includes('ffmpeg'))

class Enough extends Error {}

describe.skipIf(missing !== '')(`a job that is killed${missing && ` (skipped: ${missing})`}`, () => {
  let clips: Clips
  let service: TestService
  let source: string
  beforeAll(async () => {
    clips = new Clips()
    service = await TestService.start()
    source = await clips.draw('source.mp4', ...picture('320x240', 25, 12), ...tone(12), ...quickly)
  })
  afterAll(() => service.stop())

  // Each a place in the stream of events at which the caller goes away.
  const points = ['sourceWanted', 'progress', 'file', 'chunk', 'rendition'] as const
  it.each(points)(
    'by its caller at %s leaves no program and no file, and ends right when it is run again',
    async (point) => {
      const killed = service.run(source, { encode: { rung: '240p' } }, ({ event }) => {
        if (event === point) throw new Enough(point)
      })
      await expect(killed).rejects.toThrow(point)
      await waitUntil('no program is left', () => workingIn(service.scratch).length === 0)
      await waitUntil('no file is left', () => service.leftovers().length === 0)
      const again = await service.run(source, { encode: { rung: '240p' } })
      expect(again.result.rendition?.seconds).toBeCloseTo(12, 1)
      expect(service.leftovers()).toEqual([])
    },
  )

  it('with its service, at the worst: programs end with it, and the next start removes what is left', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'parlance-video-killed-'))
    const start = async () => {
      const env = {
        NODE_ENV: 'development',
        HOST: '127.0.0.1',
        PORT: '0',
        METRICS_PORT: '0',
        VIDEO_SCRATCH_DIR: scratch,
      }
      const child = spawn(process.execPath, [entry], {
        env: { ...programEnvironment, ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let text = ''
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      await waitUntil('the program listens', () => text.includes('"msg":"listening"'))
      const line = text.split('\n').find((one) => one.includes('"msg":"listening"')) ?? '{}'
      const { port } = JSON.parse(line) as { port: number }
      const client = createGrpcClient(VideoService, `127.0.0.1:${port}`, { deadlineMs: 60_000 })
      return { child, client }
    }
    const first = await start()
    const at = (client: typeof first.client) =>
      Object.assign(Object.create(service) as TestService, { client })
    const broken = at(first.client).run(source, { encode: { rung: '240p' } }, ({ event }) => {
      if (event === 'progress') first.child.kill('SIGKILL')
    })
    await expect(broken).rejects.toMatchObject({
      code: expect.stringMatching(/^(unavailable|cancelled|internal)$/),
    })
    await waitUntil('no program is left', () => workingIn(scratch).length === 0)
    const jobs = () => readdirSync(join(scratch, hostname(), 'jobs'))
    expect(jobs().length).toBe(1)
    first.client.close()

    const second = await start()
    expect(jobs()).toEqual([])
    const again = await at(second.client).run(source, { encode: { rung: '240p' } })
    // The source is still there by its hash: it is not sent again.
    expect(again.sent).toBe(0)
    expect(again.result.rendition?.seconds).toBeCloseTo(12, 1)
    second.client.close()
    const exit = once(second.child, 'exit')
    second.child.kill('SIGTERM')
    expect((await exit)[0]).toBe(0)
    rmSync(scratch, { recursive: true, force: true })
  })
})
