import { expect, test } from 'vitest'
import { refuseFailed } from '../../src/encode/encode.ts'

const ended = { code: 1, signal: null, words: '', over: undefined } as const

// Words of ffmpeg's.
test.each([
  ['av_interleaved_write_frame(): No space left on device', 'no-space', 'unavailable'],
  [
    '[h264 @ 0x5] [IMGUTILS @ 0x7] Picture size 640x360 exceeds specified max pixel count 1000, see the documentation',
    'too-many-pixels',
    'too-large',
  ],
  ['[vist#0:0/h264 @ 0x5] Error: Cannot allocate memory', 'too-many-pixels', 'too-large'],
  ["[h264 @ 0x5] Codec (h264) not on whitelist 'hevc,aac'", 'unknown-codec', 'precondition'],
  ['Error while opening decoder for input stream #0:0 : Invalid argument', 'damaged', 'precondition'],
])('"%s" is %s', (words, reason, code) => {
  expect(() => refuseFailed({ ...ended, words })).toThrow(expect.objectContaining({ reason, code }))
})

test('limits of ours and an end from outside are no fault of the video', () => {
  expect(() => refuseFailed({ ...ended, over: 'total' })).toThrow(
    expect.objectContaining({ reason: 'timed-out' }),
  )
  expect(() => refuseFailed({ ...ended, over: 'file' })).toThrow(
    expect.objectContaining({ reason: 'check-failed' }),
  )
  expect(() => refuseFailed({ ...ended, code: null, signal: 'SIGKILL' })).toThrow(
    expect.objectContaining({ reason: 'internal' }),
  )
  expect(() => refuseFailed({ ...ended, code: 0, words: 'a warning' })).not.toThrow()
})
