import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encode } from '../../src/encode/encode.ts'
import { probe, type VideoFacts } from '../../src/probe/probe.ts'
import { SourceStore } from '../../src/source/source-store.ts'
import { Clips, found, missing, picture, quickly } from '../support/clips.ts'
import { limits } from '../support/service.ts'

const disk = join(mkdtempSync(join(tmpdir(), 'parlance-full-')), 'disk')
mkdirSync(disk)
const mounted =
  missing === '' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', disk]).status === 0
const why = missing || (mounted ? '' : 'no small disk can be mounted here: that takes root')
const never = new AbortController().signal

describe.skipIf(why !== '')(`a disk that is full${why && ` (skipped: ${why})`}`, () => {
  let source: string
  let facts: VideoFacts
  beforeAll(async () => {
    const clips = new Clips()
    source = await clips.draw('source.mp4', ...picture('320x240', 25, 20), ...quickly)
    facts = await probe(found.found ? found.ffprobe : '', source, limits, never)
  })
  afterAll(() => {
    execFileSync('umount', [disk])
    rmSync(join(disk, '..'), { recursive: true, force: true })
  })

  it('is told as such while a rendition is written', async () => {
    const [rung] = facts.ladder
    if (!rung) throw new Error('no rung')
    const going = encode(found.found ? found.ffmpeg : '', source, disk, facts, rung, limits, never, () => {})
    await expect(going).rejects.toMatchObject({ reason: 'no-space', code: 'unavailable' })
  })

  it('is told before a source is sent', async () => {
    const store = await SourceStore.open(disk, 1e9)
    let asked = 0
    const ask = async function* () {
      asked++
      yield Buffer.alloc(1)
    }
    const going = store.hold({ sha256: 'a'.repeat(64), bytes: 1_000_000 }, ask, never)
    await expect(going).rejects.toMatchObject({ reason: 'no-space' })
    expect(asked).toBe(0)
  })
})
