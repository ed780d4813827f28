import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/core/config.ts'
import type { Context } from '../../src/core/context.ts'
import { gatewayFacts } from '../../src/previews/gateway-facts.ts'
import {
  chooseReady,
  forgetReady,
  type ReadyDatabase,
  readReady,
  readyVolume,
  wantedContent,
  writeReady,
} from '../../src/previews/ready-database.ts'
import { scripted } from '../support/scripted-runner.ts'

let root: string
let context: Context
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parlance ready '))
  context = scripted([], { root, config: parseConfig({}) }).context
  write('services/backend/prisma/migrations/1_one/migration.sql', 'CREATE TABLE one ()')
  write('services/backend/prisma/migrations/2_two/migration.sql', 'CREATE TABLE two ()')
  write('services/backend/prisma/seed/tools.json', '[]')
  write('services/backend/src/database/seed.ts', 'insert()')
  write('services/backend/src/database/connection.ts', 'connect()')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const wanted = (size = 0) => wantedContent(context, root, size)
const keep = (volume: string, used = '2026-11-30', size = 0): ReadyDatabase => {
  const ready = { ...wanted(size), volume, used }
  writeReady(context, ready)
  return ready
}
const chosen = (size = 0) =>
  chooseReady(readReady(context), wanted(size), new Set(readReady(context).map(({ volume }) => volume)))
    ?.volume

describe('a ready database', () => {
  test('is taken for sources with the same migrations and the same seed, wherever they are', () => {
    keep('kept')
    expect(chosen()).toBe('kept')
    const elsewhere = `${root} elsewhere`
    cpSync(root, elsewhere, { recursive: true })
    expect(wantedContent(context, elsewhere, 0)).toEqual(wanted())
    rmSync(elsewhere, { recursive: true, force: true })
  })

  test.each([
    ['a migration that is another', 'services/backend/prisma/migrations/1_one/migration.sql'],
    ['a seed that is another', 'services/backend/prisma/seed/tools.json'],
    ['a program of the seed that is another', 'services/backend/src/database/seed.ts'],
  ])('is not taken for %s', (_, file) => {
    keep('kept')
    const before = readyVolume(context, wanted())
    write(file, 'something else')
    expect(chosen()).toBeUndefined()
    expect(readyVolume(context, wanted())).not.toBe(before)
  })

  test('is taken for whatever else has changed', () => {
    keep('kept')
    write('services/backend/src/database/connection.ts', 'connect(again)')
    expect(chosen()).toBe('kept')
  })

  test('is one of its size', () => {
    keep('sample')
    keep('large', '2026-11-30', 20_000)
    expect([chosen(), chosen(20_000), chosen(7)]).toEqual(['sample', 'large', undefined])
  })

  test('is the longest beginning of what a branch has, which does the rest in its copy', () => {
    keep('two')
    write('services/backend/prisma/migrations/3_three/migration.sql', 'CREATE TABLE three ()')
    keep('three')
    write('services/backend/prisma/migrations/4_four/migration.sql', 'CREATE TABLE four ()')
    expect(chosen()).toBe('three')
    // A branch that is older has no way back from what it does not know.
    rmSync(join(root, 'services/backend/prisma/migrations/4_four'), { recursive: true })
    rmSync(join(root, 'services/backend/prisma/migrations/3_three'), { recursive: true })
    expect(chosen()).toBe('two')
  })

  test('whose volume somebody has removed is none, and neither is one that was written down by halves', () => {
    keep('kept')
    expect(chooseReady(readReady(context), wanted(), new Set())).toBeUndefined()
    const folder = join(gatewayFacts(context).folder, 'ready')
    writeFileSync(join(folder, 'half.json'), '{"volume":')
    expect(readReady(context).map(({ volume }) => volume)).toEqual(['kept'])
    expect(readdirSync(folder).sort()).toEqual(['half.json', 'kept.json'])
  })

  test('that was used last comes first', () => {
    keep('older', '2026-11-28')
    keep('newer', '2026-11-29')
    expect(readReady(context).map(({ volume }) => volume)).toEqual(['newer', 'older'])
    keep('older', '2026-11-30')
    expect(readReady(context).map(({ volume }) => volume)).toEqual(['older', 'newer'])
    forgetReady(context, 'older')
    expect(readReady(context).map(({ volume }) => volume)).toEqual(['newer'])
  })
})
