import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { archivedLogs, keepLog, keptLogs } from '../../../src/production/logs/log-archive.ts'

const day = 24 * 3_600_000
const now = new Date('2026-11-29T07:30:00.123Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * day)

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'parlance-logs-')), 'production-logs')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true }))

const container = { service: 'postgres-exporter', number: 2, startedAt: daysAgo(1) }
const says = (texts: readonly string[]) => async (lines: Writable) => {
  for (const text of texts) lines.write(text)
}
async function all(lines: AsyncIterable<readonly string[]>): Promise<string[]> {
  const found: string[] = []
  for await (const some of lines) found.push(...some)
  return found
}
const linesOf = async (since?: Date) =>
  Promise.all(
    keptLogs(folder, since).map(async ({ service, lines }) => ({
      service,
      lines: await all(lines(() => true)),
    })),
  )

describe('what a container has logged', () => {
  test('is read back as it was, from a file that others cannot read', async () => {
    const lines = ['2026-11-28T07:30:00.1Z {"level":30}', '2026-11-28T07:31:00.2Z ¿qué?  “x”', '']
    await keepLog(folder, container, says(lines), now)
    expect(await linesOf()).toEqual([{ service: 'postgres-exporter', lines }])
    const [log] = archivedLogs(folder)
    expect(log).toMatchObject({ from: daysAgo(1), to: now })
    expect(statSync(log?.path ?? '').mode & 0o077).toBe(0)
  })

  test('is not asked for where its last line is older than what is wanted', async () => {
    await keepLog(folder, container, says(['2026-11-27T00:00:00Z old']), daysAgo(2))
    await keepLog(folder, container, says(['2026-11-29T00:00:00Z new']), now)
    expect((await linesOf(daysAgo(1))).map(({ lines }) => lines)).toEqual([['2026-11-29T00:00:00Z new']])
  })

  test('leaves nothing behind where Docker does not give it whole', async () => {
    const broken = async (lines: Writable) => {
      lines.write('2026-11-29T00:00:00Z one')
      throw new Error('the daemon went away')
    }
    await expect(keepLog(folder, container, broken, now)).rejects.toThrow('the daemon went away')
    expect(readdirSync(folder)).toEqual([])
  })

  test('goes after thirty days, and nothing else does', async () => {
    await keepLog(folder, container, says(['a']), daysAgo(31))
    await keepLog(folder, container, says(['b']), daysAgo(29))
    writeFileSync(join(folder, 'notes.txt'), 'of the operator')
    const half = join(folder, `backend-1_20261101T000000000Z_20261102T000000000Z.log.zst.partial`)
    writeFileSync(half, 'a kill came between')
    utimesSync(half, daysAgo(2), daysAgo(2))
    await keepLog(folder, container, says(['c']), now)
    expect((await linesOf()).map(({ lines }) => lines)).toEqual([['b'], ['c']])
    expect(readdirSync(folder)).toContain('notes.txt')
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([])
  })

  test('that was cut short gives what is whole in it', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `2026-11-29T00:00:00Z ${n} ${Math.sin(n)}`)
    await keepLog(folder, container, says(lines), now)
    const [log] = archivedLogs(folder)
    const whole = statSync(log?.path ?? '').size
    truncateSync(log?.path ?? '', Math.floor(whole / 2))
    const [kept] = await linesOf()
    expect(kept?.lines.length).toBeGreaterThan(1_000)
    expect(lines.slice(0, 1_000)).toEqual(kept?.lines.slice(0, 1_000))
  })
})
