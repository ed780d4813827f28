/** Writes the fixture model: `node scripts/make-fixture-model.ts <folder> [m2m100|nllb|marian|t5]`. */
import { makeFixtureModel } from './fixture-model/make.ts'
import type { FixtureFamily } from './fixture-model/vocabulary.ts'

const families: readonly string[] = ['m2m100', 'nllb', 'marian', 't5'] satisfies FixtureFamily[]
const [folder, family = 'm2m100'] = process.argv.slice(2)
if (!folder || !families.includes(family)) {
  process.stderr.write(`usage: make-fixture-model.ts <folder> [${families.join('|')}]\n`)
  process.exit(2)
}
const files = await makeFixtureModel(folder, { family: family as FixtureFamily })
process.stdout.write(`${files.map((file) => `${folder}/${file}`).join('\n')}\n`)
