import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRunner } from '../../../src/core/runner.ts'
import { carryOut } from '../../../src/core/steps.ts'
import {
  checkSteps,
  packParts,
  readHead,
  sumsText,
  takePart,
} from '../../../src/production/bundle/bundle-file.ts'
import { packBundle, parts, plainManifest } from '../../support/bundles.ts'

const folder = mkdtempSync(join(tmpdir(), 'parlance a bundle '))
const whole = join(folder, 'whole $(x).bundle')
const { signal } = new AbortController()
const runner = createRunner({ cwd: folder, env: process.env, signal })
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeAll(() => packBundle(whole, plainManifest({}, 'sha256:1')))

/** Reads what a file says of itself and then checks every part, as an import does before it takes anything. */
async function check(file: string): Promise<void> {
  const { manifest, sums } = await readHead({ runner }, file)
  await carryOut(
    { steps: checkSteps(file, () => sums, manifest.parts), result: () => {} },
    { runner, signal },
  )
}

test('a whole one is read, and a part is taken out of it as it was', async () => {
  await check(whole)
  const { manifest } = await readHead({ runner }, whole)
  expect(manifest).toMatchObject({
    origin: 'https://example.org',
    parts: ['bundle.json', ...Object.keys(parts)],
  })
  await runner.run(takePart(whole, 'data/site.tar', folder))
  expect(readFileSync(join(folder, 'data', 'site.tar'), 'utf8')).toBe(parts['data/site.tar'])
})

test('what we write is what sha256sum checks', async () => {
  const place = mkdtempSync(join(folder, 'made-'))
  writeFileSync(join(place, 'one part'), 'abc')
  // NIST's own example of the digest of "abc".
  const sum = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  writeFileSync(join(place, 'SHA256SUMS'), sumsText(new Map([['one part', sum]])))
  const file = join(folder, 'made.bundle')
  await runner.run(packParts(file, place, ['SHA256SUMS', 'one part']))
  execFileSync(
    'sh',
    ['-c', 'mkdir out && tar -xf "$1" -C out && cd out && sha256sum --check SHA256SUMS', 'sh', file],
    {
      cwd: folder,
    },
  )
  expect(readdirSync(join(folder, 'out')).sort()).toEqual(['SHA256SUMS', 'one part'])
})

describe('one that is not whole is refused, and the part is named', () => {
  /** Where the content of a part begins. */
  const contentOf = (file: Buffer, name: string) => {
    const at = file.indexOf(`${name}\0`)
    return at - (at % 512) + 512
  }
  const spoilt = (change: (content: Buffer) => Buffer) => {
    const file = join(folder, 'spoilt.bundle')
    writeFileSync(file, change(readFileSync(whole)))
    return file
  }

  test.each(['bundle.json', ...Object.keys(parts)])('a byte of %s is another', async (part) => {
    const file = spoilt((content) => {
      const at = contentOf(content, part) + 9
      content[at] = (content[at] ?? 0) ^ 1
      return content
    })
    await expect(check(file)).rejects.toThrow(`${part} in ${file} is not what it was`)
  })

  test.each(Object.keys(parts))('it is cut in %s', async (part) => {
    const file = spoilt((content) => content)
    truncateSync(file, contentOf(readFileSync(whole), part) + 100)
    await expect(check(file)).rejects.toThrow(`${part} in ${file} is not what it was`)
  })

  test('it is cut between two parts', async () => {
    const file = spoilt((content) => content)
    truncateSync(file, contentOf(readFileSync(whole), 'images.tar') - 512)
    await expect(check(file)).rejects.toThrow('images.tar in')
  })

  test.each(['', 'no tar at all'])('it holds "%s"', async (text) => {
    const file = spoilt(() => Buffer.from(text))
    await expect(check(file)).rejects.toThrow(/is no bundle, or is damaged/)
  })

  test('it is of a later kind', async () => {
    const file = join(folder, 'later.bundle')
    packBundle(file, { ...plainManifest({}, ''), format: 2, version: '9.1.0' })
    await expect(check(file)).rejects.toMatchObject({ kind: 'usage', hint: expect.stringContaining('9.1.0') })
  })
})
