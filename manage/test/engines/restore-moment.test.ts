import { describe, expect, test } from 'vitest'
import { readMoment, rewindTask } from '../../src/engines/restore-moment.ts'

const now = new Date('2026-11-29T12:00:00Z')

describe('a moment to go back to', () => {
  test.each([
    ['2026-11-24 14:03:07+01', '2026-11-24T13:03:07.000Z'],
    ['2026-11-24T14:03:07.25+01:00', '2026-11-24T13:03:07.250Z'],
    ['2026-11-24 14:03 -0330', '2026-11-24T17:33:00.000Z'],
    ['2026-11-24 14:03:07z', '2026-11-24T14:03:07.000Z'],
    ['2024-02-29 23:59:59Z', '2024-02-29T23:59:59.000Z'],
  ])('%s', (text, instant) => {
    const { name, words } = readMoment(text, now)
    expect(words).toEqual([instant])
    expect(name).toBe(`parlance-${instant.replaceAll(/[-:.]/g, '')}`)
  })

  test('latest is as far as the log goes, and is named by now', () => {
    expect(readMoment('latest', now)).toEqual({
      name: 'parlance-20261129T120000000Z',
      words: ['2026-11-29T12:00:00.000Z', '--end'],
    })
  })

  test.each([
    ['2026-11-24 14:03:07', /another moment in another country/],
    ['yesterday', /takes a moment as/],
    ['2026-02-30 10:00Z', /no moment/],
    ['2026-11-24 25:03:07Z', /no moment/],
    ['2026-11-29 12:00:01Z', /still to come/],
  ])('%s is refused', (text, why) => {
    expect(() => readMoment(text, now)).toThrow(why)
  })

  test('where no log is kept it is said, with what does keep one', () => {
    expect(() => rewindTask(readMoment('latest', now), false)).toThrow(
      expect.objectContaining({ kind: 'missing', hint: expect.stringContaining('BACKUP_WAL=true') }),
    )
  })
})
