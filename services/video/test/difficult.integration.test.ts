import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guards } from '../src/program/input-arguments.ts'
import { runProgram } from '../src/program/run-program.ts'
import { Clips, found, missing, picture, quickly, tone } from './support/clips.ts'
import { TestService } from './support/service.ts'

// The difficult inputs, each drawn by ffmpeg itself, small and short. What they are is known from how they were drawn.
interface Case {
  readonly name: string
  readonly draw: (clips: Clips) => Promise<string>
}
interface Taken extends Case {
  readonly facts: Readonly<Record<string, unknown>>
  /** Length, in seconds. */
  readonly seconds: number
  /** How well that is known, in seconds; 0.1 where absent. */
  readonly within?: number
  readonly rung: readonly [name: string, width: number, height: number]
  readonly sound: boolean
}
interface Refused extends Case {
  readonly reason: string
}

const simple = (clips: Clips, name: string, seconds = 2) =>
  clips.draw(name, ...picture('320x240', 25, seconds), ...tone(seconds), ...quickly)

/** Writes a claim of the length into the head of an MP4: what it says, and not what it has. */
function claimLength(path: string, seconds: number): void {
  const bytes = readFileSync(path)
  for (const type of ['mvhd', 'mdhd', 'tkhd']) {
    for (let at = bytes.indexOf(type); at >= 0; at = bytes.indexOf(type, at + 1)) {
      // Version 0: two times, then (track, reserved | timescale), then the length in units.
      const scale = type === 'tkhd' ? 1_000 : bytes.readUInt32BE(at + 16)
      bytes.writeUInt32BE(seconds * scale, at + (type === 'tkhd' ? 24 : 20))
    }
  }
  writeFileSync(path, bytes)
}

/** Has the head of an MP4 say that the picture is to be turned clockwise by a quarter, as telephones do. */
function turn(path: string): void {
  const bytes = readFileSync(path)
  const matrix = bytes.indexOf('tkhd') + 4 + 40
  expect(bytes.readUInt32BE(matrix)).toBe(0x1_00_00)
  for (const [index, value] of [0, 0x1_00_00, 0, -0x1_00_00, 0, 0].entries())
    bytes.writeInt32BE(value, matrix + index * 4)
  writeFileSync(path, bytes)
}

const taken: readonly Taken[] = [
  {
    name: 'no sound',
    draw: (clips) => clips.draw('silent.mp4', ...picture('320x240', 25, 2), ...quickly),
    facts: { audioCodec: '', frameRate: 25, variableFrameRate: false, rotation: 0 },
    seconds: 2,
    rung: ['240p', 320, 240],
    sound: false,
  },
  {
    name: 'variable frame rate',
    draw: (clips) =>
      clips.draw(
        'variable.mkv',
        ...picture('320x240', 50, 3),
        '-vf',
        "select='if(lt(t,1),1,if(lt(t,2),not(mod(n,2)),not(mod(n,5))))'",
        '-fps_mode',
        'vfr',
        ...quickly,
      ),
    facts: { variableFrameRate: true, frameRate: 30 },
    seconds: 3,
    rung: ['240p', 320, 240],
    sound: false,
  },
  {
    name: 'rotated by its head',
    draw: async (clips) => {
      const path = await simple(clips, 'rotated.mp4')
      turn(path)
      return path
    },
    facts: { rotation: 90, width: 240, height: 320 },
    seconds: 2,
    rung: ['240p', 240, 320],
    sound: true,
  },
  {
    name: 'odd sizes',
    draw: (clips) =>
      clips.draw(
        'odd.mkv',
        ...picture('320x240', 25, 2),
        '-vf',
        'format=yuv444p,scale=321:243,setsar=1',
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
      ),
    facts: { width: 321, height: 243 },
    seconds: 2,
    rung: ['240p', 318, 240],
    sound: false,
  },
  {
    name: 'smaller than the lowest rung',
    draw: (clips) => clips.draw('small.mp4', ...picture('98x64', 25, 2), ...quickly),
    facts: { width: 98, height: 64 },
    seconds: 2,
    rung: ['source', 98, 64],
    sound: false,
  },
  {
    name: '10-bit',
    draw: (clips) =>
      clips.draw(
        'ten-bit.mkv',
        ...picture('320x240', 25, 1),
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-pix_fmt',
        'yuv420p10le',
      ),
    facts: { bitDepth: 10 },
    seconds: 1,
    rung: ['240p', 320, 240],
    sound: false,
  },
  {
    name: 'interlaced',
    draw: (clips) =>
      clips.draw(
        'interlaced.mpg',
        ...picture('352x288', 25, 2),
        '-c:v',
        'mpeg2video',
        '-flags',
        '+ildct+ilme',
        '-top',
        '1',
        '-vf',
        'setfield=tff',
      ),
    facts: { interlaced: true, videoCodec: 'mpeg2video' },
    seconds: 2,
    rung: ['240p', 294, 240],
    sound: false,
  },
  {
    name: 'pixels that are not square',
    draw: (clips) => clips.draw('wide.mp4', ...picture('180x240', 25, 1), '-vf', 'setsar=2', ...quickly),
    facts: { width: 360, height: 240 },
    seconds: 1,
    rung: ['240p', 360, 240],
    sound: false,
  },
  {
    name: 'one frame',
    draw: (clips) => clips.draw('one.mp4', ...picture('320x240', 25, 1), '-frames:v', '1', ...quickly),
    facts: { frameRate: 25 },
    seconds: 0.04,
    rung: ['240p', 320, 240],
    sound: false,
  },
  {
    name: 'a frame every two seconds',
    draw: (clips) => clips.draw('slow.mp4', ...picture('320x240', '1/2', 10), ...quickly),
    facts: { frameRate: 10, variableFrameRate: false },
    seconds: 10,
    rung: ['240p', 320, 240],
    sound: false,
  },
  {
    name: 'sound that goes on after the picture',
    draw: (clips) => clips.draw('still.mp4', ...picture('320x240', 25, 1), ...tone(5), ...quickly),
    facts: { audioCodec: 'aac' },
    seconds: 5,
    rung: ['240p', 320, 240],
    sound: true,
  },
  {
    name: 'ten hours claimed and one second there',
    draw: async (clips) => {
      const path = await simple(clips, 'claims.mp4', 1)
      claimLength(path, 36_000)
      return path
    },
    facts: { claimedSeconds: 36_000 },
    seconds: 1,
    rung: ['240p', 320, 240],
    sound: true,
  },
  {
    name: 'cut off in the middle, with its directory at the front',
    draw: async (clips) => {
      const path = await clips.draw(
        'front.mp4',
        ...picture('320x240', 25, 4),
        ...quickly,
        '-bf',
        '0',
        '-movflags',
        '+faststart',
      )
      // The frames of drawn pictures are about as large as each other: half of the bytes is some half of the time.
      const bytes = readFileSync(path)
      const media = bytes.indexOf('mdat')
      writeFileSync(path, bytes.subarray(0, media + Math.floor((bytes.length - media) / 2)))
      return path
    },
    facts: { claimedSeconds: 4 },
    seconds: 2,
    within: 0.5,
    rung: ['240p', 320, 240],
    sound: false,
  },
]

const playlist = (address: string) =>
  `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${address}\n#EXTINF:2,\n/etc/passwd\n#EXT-X-ENDLIST\n`

let trap: { address: string; connections: number; close: () => void }

const refused: readonly Refused[] = [
  {
    name: 'sound only',
    draw: (clips) => clips.draw('song.m4a', ...tone(2)),
    reason: 'no-picture',
  },
  {
    name: 'sound with a cover',
    draw: async (clips) => {
      const cover = await clips.draw('cover.png', ...picture('64x64', 1, 1), '-frames:v', '1')
      return clips.draw(
        'covered.m4a',
        ...tone(2),
        '-i',
        cover,
        '-map',
        '0',
        '-map',
        '1',
        '-c:v',
        'png',
        '-disposition:v',
        'attached_pic',
      )
    },
    reason: 'no-picture',
  },
  {
    name: 'cut off before its directory',
    draw: async (clips) => {
      const path = await simple(clips, 'end.mp4')
      const bytes = readFileSync(path)
      writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length / 2)))
      return path
    },
    reason: 'damaged',
  },
  {
    name: 'a playlist of addresses and files, called a video',
    draw: async (clips) => {
      writeFileSync(clips.path('list.mp4'), playlist(`${trap.address}/segment.ts`))
      return clips.path('list.mp4')
    },
    reason: 'names-other-files',
  },
  {
    name: 'a script of ffmpeg that joins files',
    draw: async (clips) => {
      writeFileSync(
        clips.path('join.mp4'),
        `ffconcat version 1.0\nfile '${trap.address}/a.ts'\nfile '/etc/passwd'\n`,
      )
      return clips.path('join.mp4')
    },
    reason: 'names-other-files',
  },
  {
    name: 'a manifest of DASH',
    draw: async (clips) => {
      writeFileSync(
        clips.path('dash.mp4'),
        `<?xml version="1.0"?><MPD><BaseURL>${trap.address}/</BaseURL></MPD>`,
      )
      return clips.path('dash.mp4')
    },
    reason: 'names-other-files',
  },
  {
    name: 'text that is nothing of the kind',
    draw: async (clips) => {
      writeFileSync(clips.path('words.mp4'), 'These are words. '.repeat(400))
      return clips.path('words.mp4')
    },
    reason: 'not-a-video',
  },
  {
    name: 'a bomb of pixels',
    draw: (clips) =>
      clips.draw(
        'bomb.mkv',
        '-f',
        'lavfi',
        '-i',
        'color=c=black:size=4200x2200:rate=1',
        '-frames:v',
        '1',
        '-c:v',
        'png',
      ),
    reason: 'too-many-pixels',
  },
  {
    name: 'longer than is taken',
    draw: (clips) =>
      clips.draw('long.mp4', '-f', 'lavfi', '-i', 'color=c=black:size=64x64:rate=1', '-t', '150', ...quickly),
    reason: 'too-long',
  },
]

describe.skipIf(missing !== '')(`difficult videos${missing && ` (skipped: ${missing})`}`, () => {
  let clips: Clips
  let service: TestService
  beforeAll(async () => {
    clips = new Clips()
    const server = createServer((_request, response) => response.end())
    server.on('connection', () => {
      trap.connections++
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    trap = { address: `http://127.0.0.1:${port}`, connections: 0, close: () => server.close() }
    service = await TestService.start()
  })
  afterAll(async () => {
    trap.close()
    await service.stop()
  })

  it.each(taken)(
    'takes $name',
    async ({ draw, facts, seconds, within = 0.1, rung: [name, width, height], sound }) => {
      const path = await draw(clips)
      const probed = await service.run(path, { probe: {} })
      expect(probed.result.facts).toMatchObject(facts)
      expect(Math.abs((probed.result.facts?.seconds ?? 0) - seconds)).toBeLessThan(within)
      expect(probed.result.facts?.ladder.at(-1)).toMatchObject({ name, width, height })
      const encoded = await service.run(path, { encode: { rung: name } })
      expect(encoded.result.rendition).toMatchObject({ rung: name, width, height })
      expect(
        Math.abs((encoded.result.rendition?.seconds ?? 0) - (probed.result.facts?.seconds ?? 0)),
      ).toBeLessThan(0.1)
      expect(encoded.result.rendition?.codecs.includes('mp4a')).toBe(sound)
      expect(encoded.sent).toBe(0)
    },
  )

  it.each(refused)('refuses $name', async ({ draw, reason }) => {
    const path = await draw(clips)
    const error = await service.run(path, { probe: {} }).catch((e: unknown) => e)
    expect(error).toMatchObject({ reason, detail: expect.stringMatching(/^[A-Z].*\.$/) })
    // What a caller does not ask first is refused all the same.
    await expect(service.run(path, { encode: { rung: '240p' } })).rejects.toMatchObject({ reason })
  })

  it('has opened no connection, and left no file', () => {
    expect(trap.connections).toBe(0)
    expect(service.leftovers()).toEqual([])
  })

  it('lets ffmpeg itself open nothing either: with the guards it asks nobody, without them it would', async () => {
    const path = clips.path('again.m3u8')
    // ffmpeg itself refuses names that do not end as segments do; this one does.
    writeFileSync(path, playlist(`${trap.address}/segment.ts`).replace('/etc/passwd', `${trap.address}/2.ts`))
    const ffprobe = found.found ? found.ffprobe : ''
    const allowance = { memoryBytes: 3e9, fileBytes: 0, totalMs: 30_000, silentMs: 30_000 }
    const probe = (...args: string[]) =>
      runProgram(ffprobe, ['-v', 'error', ...args], allowance, new AbortController().signal)
    expect((await probe(...guards(1e7), '-i', `file:${path}`)).code).not.toBe(0)
    expect(trap.connections).toBe(0)
    await probe('-protocol_whitelist', 'file,http,tcp', '-i', `file:${path}`)
    expect(trap.connections).toBeGreaterThan(0)
  })
})
