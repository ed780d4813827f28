import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { SourceStore } from '../../src/source/source-store.ts'

const root = mkdtempSync(join(tmpdir(), 'parlance-sources-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folder: string
let store: SourceStore
beforeEach(async () => {
  folder = mkdtempSync(join(root, 'store-'))
  store = await SourceStore.open(folder, 10_000)
})
const never = new AbortController().signal
const content = (letter: string, bytes = 4_000) => Buffer.alloc(bytes, letter)
const nameOf = (bytes: Buffer) => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.length,
})

/** A sender that sends from where it is asked, in pieces, and stops after some bytes of it. */
function sender(bytes: Buffer, until = bytes.length) {
  const asked: number[] = []
  const ask = async function* (offset: number) {
    asked.push(offset)
    for (let at = offset; at < until; at += 1_000) yield bytes.subarray(at, Math.min(until, at + 1_000))
  }
  return { asked, ask }
}

test('a source is asked for once', async () => {
  const bytes = content('a')
  const { asked, ask } = sender(bytes)
  const first = await store.hold(nameOf(bytes), ask, never)
  const second = await store.hold(nameOf(bytes), ask, never)
  expect(readFileSync(first.path)).toEqual(bytes)
  expect(second.path).toBe(first.path)
  expect(asked).toEqual([0])
})

test('two who want it at once have it sent by one', async () => {
  const bytes = content('b')
  const one = sender(bytes)
  const other = sender(bytes)
  await Promise.all([store.hold(nameOf(bytes), one.ask, never), store.hold(nameOf(bytes), other.ask, never)])
  expect([...one.asked, ...other.asked]).toEqual([0])
})

test('what broke off is gone on with, by another store, too', async () => {
  const bytes = content('c')
  await expect(store.hold(nameOf(bytes), sender(bytes, 2_500).ask, never)).rejects.toMatchObject({
    reason: 'source-incomplete',
  })
  const after = sender(bytes)
  const again = await SourceStore.open(folder, 10_000)
  const { path } = await again.hold(nameOf(bytes), after.ask, never)
  expect(after.asked).toEqual([2_500])
  expect(readFileSync(path)).toEqual(bytes)
})

test('another file than was named is refused, and is not kept', async () => {
  const bytes = content('d')
  const named = { ...nameOf(content('x')), bytes: bytes.length }
  await expect(store.hold(named, sender(bytes).ask, never)).rejects.toMatchObject({ reason: 'wrong-source' })
  await expect(
    store.hold({ ...nameOf(bytes), bytes: 3_999 }, sender(bytes).ask, never),
  ).rejects.toMatchObject({ reason: 'wrong-source' })
  expect(readdirSync(folder)).toEqual([])
})

test('what is unused longest makes room, what is in use stays', async () => {
  const [one, two, three] = [content('1'), content('2'), content('3')]
  const first = await store.hold(nameOf(one), sender(one).ask, never)
  const second = await store.hold(nameOf(two), sender(two).ask, never)
  await expect(store.hold(nameOf(three), sender(three).ask, never)).rejects.toMatchObject({
    reason: 'no-space',
  })
  second.release()
  second.release()
  await store.hold(nameOf(three), sender(three).ask, never)
  expect(readdirSync(folder).toSorted()).toEqual([nameOf(one).sha256, nameOf(three).sha256].toSorted())
  first.release()
})

test('who gives up while it arrives is told so', async () => {
  const abort = new AbortController()
  const ask = async function* () {
    yield content('e', 1_000)
    abort.abort(new Error('given up'))
    yield content('e', 1_000)
  }
  await expect(store.hold(nameOf(content('e')), ask, abort.signal)).rejects.toThrow('given up')
})
