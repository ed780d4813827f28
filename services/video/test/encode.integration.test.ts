import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFragmentedFile } from '../src/boxes/read-file.ts'
import { parsePlaylist } from '../src/encode/playlist.ts'
import { webpSize } from '../src/preview/webp-size.ts'
import { Clips, found, missing, picture, quickly, tone } from './support/clips.ts'
import { type Done, TestService } from './support/service.ts'

const seconds = 9

/** Packets as ffprobe reads them: a second reader of the same boxes. */
function packetsOf(path: string, streams: string) {
  const ffprobe = found.found ? found.ffprobe : ''
  const args = [
    '-v',
    'error',
    '-select_streams',
    streams,
    '-show_entries',
    'packet=pts_time,duration_time,flags',
    '-of',
    'json',
    path,
  ]
  const { packets } = JSON.parse(execFileSync(ffprobe, args, { encoding: 'utf8' })) as {
    packets: { pts_time: string; duration_time: string; flags: string }[]
  }
  return packets.map((packet) => ({ at: Number(packet.pts_time), key: packet.flags.startsWith('K') }))
}

describe.skipIf(missing !== '')(`a video${missing && ` (skipped: ${missing})`}`, () => {
  let clips: Clips
  let service: TestService
  let source: string
  const renditions = new Map<string, Done>()
  beforeAll(async () => {
    clips = new Clips()
    service = await TestService.start()
    source = await clips.draw(
      'source.mp4',
      ...picture('640x360', '30000/1001', seconds),
      ...tone(seconds),
      ...quickly,
    )
    for (const rung of ['240p', '360p']) renditions.set(rung, await service.run(source, { encode: { rung } }))
  })
  afterAll(() => service.stop())
  const rendition = (rung: string): Done => {
    const done = renditions.get(rung)
    if (!done) throw new Error(`no ${rung}`)
    return done
  }
  const saved = (rung: string) => {
    writeFileSync(clips.path(`${rung}.mp4`), rendition(rung).files.get('media.mp4') ?? '')
    return clips.path(`${rung}.mp4`)
  }

  it('has its source sent once, then progress that grows, its file and its result last', async () => {
    const { order, fractions, sent, files, result } = rendition('240p')
    expect(order[0]).toBe('sourceWanted')
    expect(order.at(-1)).toBe('rendition')
    expect(order.filter((kind) => kind !== 'progress' && kind !== 'chunk')).toEqual([
      'sourceWanted',
      'file',
      'rendition',
    ])
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(sent).toBeGreaterThan(100_000)
    expect(rendition('360p').sent).toBe(0)
    expect(result.rendition?.playlist.match(/media\.mp4/g)?.length).toBe(4)
    expect(files.get('media.mp4')?.length).toBeGreaterThan(50_000)
  })

  it('has a ladder that does not go above it', async () => {
    const { result } = await service.run(source, { probe: {} })
    expect(result.facts?.ladder.map(({ name, width, height }) => [name, width, height])).toEqual([
      ['240p', 426, 240],
      ['360p', 640, 360],
    ])
    const all = [...renditions.values()].reduce(
      (sum, { files }) => sum + (files.get('media.mp4')?.length ?? 0),
      0,
    )
    expect(result.facts?.expectedBytes).toBeGreaterThan(all)
    await expect(service.run(source, { encode: { rung: '480p' } })).rejects.toMatchObject({
      reason: 'unknown-rung',
    })
  })

  it('has key frames at the same times on every rung, as ffprobe finds them, too', async () => {
    const times = async (rung: string) => {
      const file = await readFragmentedFile(saved(rung))
      const video = file.tracks.find(({ kind }) => kind === 'video')
      return file.fragments.map(
        ({ runs }) =>
          (runs.find(({ track }) => track === video?.id)?.shownFrom ?? 0) / (video?.timescale ?? 1),
      )
    }
    const low = await times('240p')
    // The first frames of 30000/1001 a second at or after 0, 4 and 8 s: number 0, 120 and 240.
    expect(low.map((time) => Math.round((time * 30_000) / 1_001))).toEqual([0, 120, 240])
    expect(await times('360p')).toEqual(low)
    const keys = packetsOf(saved('240p'), 'v').filter(({ key }) => key)
    // By the film's own clock, by which captions are shown.
    expect(keys.length).toBe(3)
    for (const [index, { at }] of keys.entries()) expect(at).toBeCloseTo(low[index] ?? -1, 3)
  })

  it('has no sound that begins after its last picture has ended, whichever of them is longer', async () => {
    // By how much the sound is longer, in seconds: whole frames, none, and what falls between two of them.
    for (const longer of [-0.1, 0, 0.015, 0.05, 0.07]) {
      const uneven = await clips.draw(
        'uneven.mp4',
        ...picture('426x240', 25, 5),
        ...tone(5 + longer),
        ...quickly,
      )
      const { files } = await service.run(uneven, { encode: { rung: '240p' } })
      writeFileSync(clips.path('uneven-240p.mp4'), files.get('media.mp4') ?? '')
      const starts = (streams: string) =>
        packetsOf(clips.path('uneven-240p.mp4'), streams).map(({ at }) => at)
      const [pictures, sounds] = [starts('v'), starts('a')]
      expect(Math.min(...pictures)).toBe(0)
      expect(Math.abs(Math.min(...sounds))).toBeLessThan(0.022)
      expect(Math.max(...sounds)).toBeLessThan(Math.max(...pictures) + 0.04)
      expect(Math.max(...pictures) + 0.04).toBeLessThan(5 + Math.max(0, longer) + 0.05)
    }
  })

  it('has a playlist whose segments play by themselves with the head before them', () => {
    const media = rendition('360p').files.get('media.mp4') ?? Buffer.alloc(0)
    const { head, segments, targetSeconds } = parsePlaylist(
      rendition('360p').result.rendition?.playlist ?? '',
    )
    expect(segments.length).toBe(3)
    expect(targetSeconds).toBeLessThanOrEqual(5)
    for (const [index, { start, end }] of segments.entries()) {
      const alone = clips.path(`alone-${index}.mp4`)
      writeFileSync(alone, Buffer.concat([media.subarray(0, head.end), media.subarray(start, end)]))
      const packets = packetsOf(alone, 'v')
      expect(packets[0]?.key).toBe(true)
      expect(packets.length).toBe(index < 2 ? 120 : 30)
      expect(packetsOf(alone, 'a').length).toBeGreaterThan(0)
    }
  })

  it('is told by its codecs and bits', () => {
    const { result } = rendition('360p')
    expect(result.rendition?.codecs).toMatch(/^avc1\.6400[0-9a-f]{2},mp4a\.40\.2$/)
    expect(result.rendition?.peakBitsPerSecond).toBeGreaterThanOrEqual(
      result.rendition?.averageBitsPerSecond ?? 0,
    )
    expect(result.rendition?.frameRate).toBeCloseTo(29.97, 2)
  })

  it('has a poster, a storyboard and a loudness', async () => {
    const { files, result, order } = await service.run(source, { preview: {} })
    expect([...files.keys()]).toEqual(['poster.webp', 'storyboard.webp'])
    expect(order.at(-1)).toBe('preview')
    expect(webpSize(files.get('poster.webp') ?? Buffer.alloc(0))).toEqual({ width: 640, height: 360 })
    // Nine seconds, one picture every two of them.
    expect(webpSize(files.get('storyboard.webp') ?? Buffer.alloc(0))).toEqual({ width: 5 * 160, height: 90 })
    expect(result.preview?.storyboard).toContain('00:00:08.000 --> 00:00:09.')
    expect(result.preview?.storyboard).toContain('storyboard.webp#xywh=640,0,160,90')
    // A tone of 997 Hz at full scale in one channel has -3.01 LUFS (ITU-R BS.1770); ffmpeg draws it at an eighth of that.
    const { integrated = 0, truePeak = 0 } = result.preview?.loudness ?? {}
    expect(Math.abs(integrated - (-3.01 - 18.06))).toBeLessThan(0.5)
    expect(truePeak).toBeGreaterThan(-18.5)
    expect(truePeak).toBeLessThan(-10)
  })

  it('is encoded the same when it is asked again, and nothing is left', async () => {
    const again = await service.run(source, { encode: { rung: '240p' } })
    const hash = (done: Done) =>
      createHash('sha256')
        .update(done.files.get('media.mp4') ?? '')
        .digest('hex')
    expect(again.result.rendition?.segments).toBe(rendition('240p').result.rendition?.segments)
    expect(hash(again)).toBe(hash(rendition('240p')))
    expect(service.leftovers()).toEqual([])
  })
})
