import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSeed } from '../../../src/database/seed-files.ts'
import type { ToolPage } from '../../../src/features/catalogue/catalogue.ts'
import { ask } from '../../support/http-client.ts'
import { writtenIn } from '../../support/seed-texts.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let backend: TestBackend
const seed = await readSeed()

beforeAll(async () => {
  database = await createTestDatabase()
  backend = await startTestBackend(database.url)
})
afterAll(async () => {
  await backend?.stop()
  await database?.drop()
})

/**
 * Of each language a question of every kind, and the forms of the word that a grammar of the language gives: counted in the
 * files, in the reader's language and in the original's, by a regular expression that knows nothing of the index.
 */
test.each([
  ['en', 'accents', 'VIDÉO', 'videos?'],
  ['en', 'plural', 'voices', 'voice[sd]?'],
  ['en', 'typo', 'dubing', 'dub(s|bed|bing)?'],
  ['en', 'stop word', 'the subtitles', 'subtitl(e|es|ing|ed)'],
  ['en', 'beginning', 'backgr', 'backgr\\p{L}*'],
  ['fr', 'accents', 'videos', 'vid[ée]os?'],
  ['fr', 'plural', 'doublages', 'doublages?'],
  ['fr', 'typo', 'doublge', 'doublages?'],
  ['fr', 'stop word', 'le doublage', 'doublages?'],
  ['fr', 'beginning', 'musiq', 'musiq\\p{L}*'],
  ['fr', 'beginning that is a stem, too', 'transcri', 'transcri\\p{L}*'],
  ['es', 'accents', 'musica', 'm[úu]sicas?|music'],
  ['es', 'plural', 'subtítulo', 'subt[íi]tul(o|os|ar|ado|ados)'],
  ['es', 'typo', 'transcrpción', 'transcripci(ón|ones)'],
  ['es', 'stop word', 'el fondo', 'fondos?'],
  ['es', 'beginning', 'subtít', 'subt[íi]t\\p{L}*'],
  ['it', 'accents', 'qualita', 'qualità'],
  ['it', 'plural', 'sottotitolo', 'sottotitol(o|i|are|ate|ati|azione)'],
  ['it', 'typo', 'doppiagio', 'doppiagg(io|i)'],
  ['it', 'stop word', 'il doppiaggio', 'doppiagg(io|i)'],
  ['it', 'beginning', 'trascri', 'trascri\\p{L}*'],
  ['de', 'accents', 'Ubersetzung', 'übersetz(e|en|er|ern|ung|ungen)'],
  ['de', 'plural', 'Bilder', 'bild(e|en|er|ern|es)?'],
  ['de', 'typo', 'Transkripton', 'transkription(en)?'],
  ['de', 'stop word', 'für Musik', 'musik'],
  ['de', 'beginning', 'Hintergr', 'hintergr\\p{L}*'],
  ['nl', 'accents', 'vidéo', 'videos?'],
  ['nl', 'plural', 'achtergronden', 'achtergrond(en)?'],
  ['nl', 'plural', 'stemmen', 'stem(men|s)?'],
  ['nl', 'singular', 'stem', 'stem(men|s)?'],
  ['nl', 'typo', 'achtergrnd', 'achtergrond(en)?'],
  ['nl', 'stop word', 'de muziek', 'muziek'],
  ['nl', 'beginning', 'ondertit', 'ondertit\\p{L}*'],
  ['pt', 'accents', 'edicao', 'edição'],
  ['pt', 'plural', 'vozes', 'voz(es)?'],
  ['pt', 'typo', 'musca', 'm[úu]sic(a|as|ais)|music'],
  ['pt', 'stop word', 'a edição', 'edição'],
  ['pt', 'beginning', 'transcriç', 'transcriç\\p{L}*'],
] as const)('in %s, %s: %j finds what counting the files gives', async (lang, _kind, q, forms) => {
  const word = new RegExp(`(?<![\\p{L}\\p{N}])(${forms})(?![\\p{L}\\p{N}])`, 'iu')
  const counted = seed.tools
    .filter((tool) => word.test(writtenIn(seed, tool, lang)) || word.test(writtenIn(seed, tool, 'en')))
    .map(({ slug }) => slug)
    .sort()
  const query = new URLSearchParams({ lang, q, limit: '100' })
  const { body } = await ask<ToolPage>(`${backend.url}/api/v1/tools?${query}`)
  expect(counted.length).toBeGreaterThan(0)
  expect({
    total: body.total,
    exact: body.totalExact,
    found: body.items.map(({ slug }) => slug).sort(),
  }).toEqual({ total: counted.length, exact: true, found: counted })
})
