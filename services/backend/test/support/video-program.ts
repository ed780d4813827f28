import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { VideoService } from '@parlance/contracts'
import { createGrpcClient } from '@parlance/service-kit'
import { freePort, waitUntil } from '@parlance/testing'

const main = fileURLToPath(new URL('../../../video/src/main.ts', import.meta.url))
const execute = promisify(execFile)

/** Whether there is an ffmpeg here. */
export const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0

/** The real service of video as a program of its own, which can be killed. */
export interface VideoProgram {
  /** host:port */
  readonly address: string
  kill(signal: NodeJS.Signals): Promise<void>
}

/** @param port where it listens; absent: anywhere. @param scratch folder of its sources */
export async function startVideoProgram(scratch: string, port?: number): Promise<VideoProgram> {
  const own = port ?? (await freePort())
  const child: ChildProcess = spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      LOG_LEVEL: 'error',
      HOST: '127.0.0.1',
      PORT: String(own),
      METRICS_PORT: String(await freePort()),
      VIDEO_SCRATCH_DIR: scratch,
    },
  })
  const ended = once(child, 'exit')
  const address = `127.0.0.1:${own}`
  const client = createGrpcClient(VideoService, address, { deadlineMs: 5_000 })
  await waitUntil('the service of video answers', async () => {
    const { available } = await client.call('Capabilities', {})
    return available
  })
  client.close()
  return {
    address,
    kill: async (signal) => {
      child.kill(signal)
      await ended
    },
  }
}

/** Draws a film with a tone. @returns its path */
export async function drawFilm(folder: string, seconds: number, size = '640x360'): Promise<string> {
  const path = join(folder, `film-${seconds}-${size}.mp4`)
  const picture = `testsrc2=size=${size}:rate=25:duration=${seconds}`
  const tone = `sine=frequency=440:duration=${seconds}`
  const input = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', tone]
  const output = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', path]
  await execute('ffmpeg', ['-v', 'error', '-y', ...input, ...output])
  return path
}

/** Seconds that a file of video has, by ffprobe. */
export async function secondsOf(path: string): Promise<number> {
  const { stdout } = await execute('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'format=duration',
    '-of',
    'csv=p=0',
    path,
  ])
  return Number(stdout)
}
