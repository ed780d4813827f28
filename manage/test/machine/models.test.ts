import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { howToGetAllLanguages } from '../../src/machine/models.ts'

describe('how to get all seven languages', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'parlance-models-'))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))
  const install = (folder: string, languages: readonly string[]) => {
    for (const pair of languages.flatMap((language) => [`en-${language}`, `${language}-en`]))
      mkdirSync(join(folder, 'bergamot', pair), { recursive: true })
  }

  it('is one sentence with the command and the megabytes, until all are there', () => {
    const sentence = /^[^.]*models:pull bergamot [^.]*\d+ MB[^.]*\.$/
    expect(howToGetAllLanguages({ root, env: {} })).toMatch(sentence)
    install(join(root, '.parlance/models'), ['de', 'nl'])
    expect(howToGetAllLanguages({ root, env: {} })).toMatch(sentence)
    install(join(root, '.parlance/models'), ['fr', 'es', 'it', 'pt'])
    expect(howToGetAllLanguages({ root, env: {} })).toBeUndefined()
  })

  it('looks where MODELS_DIR says', () => {
    install(join(root, 'own'), ['de', 'nl', 'fr', 'es', 'it', 'pt'])
    expect(howToGetAllLanguages({ root, env: { MODELS_DIR: join(root, 'own') } })).toBeUndefined()
  })
})
