import { expect, test } from 'vitest'
import { parseJob } from '../../src/service/requests.ts'
import { limits } from '../support/service.ts'

const source = { sha256: 'a'.repeat(64), bytes: 10 }
const job = (changed: object) =>
  ({ source, work: 'probe', probe: {}, ...changed }) as Parameters<typeof parseJob>[0]

test('a whole job is taken', () => {
  expect(parseJob(job({}), limits)).toEqual({ source, work: 'probe' })
  expect(parseJob(job({ work: 'encode', encode: { rung: '240p' } }), limits)).toEqual({
    source,
    work: 'encode',
    rung: '240p',
  })
})

test.each([
  [undefined],
  [job({ work: undefined })],
  [job({ source: null })],
  [job({ source: { ...source, sha256: '../../../../etc/passwd' } })],
  [job({ source: { ...source, sha256: 'A'.repeat(64) } })],
  [job({ source: { ...source, bytes: 0 } })],
  [job({ source: { ...source, bytes: 2 ** 60 } })],
])('what is none is refused: %j', (broken) => {
  expect(() => parseJob(broken, limits)).toThrow(expect.objectContaining({ reason: 'bad-request' }))
})

test('a source that is too large is refused before a byte of it comes', () => {
  const large = job({ source: { ...source, bytes: limits.sourceBytes + 1 } })
  expect(() => parseJob(large, limits)).toThrow(expect.objectContaining({ reason: 'too-many-bytes' }))
})
