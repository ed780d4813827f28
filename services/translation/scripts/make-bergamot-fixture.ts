/** Writes tiny models for the engine `bergamot`: `node scripts/make-bergamot-fixture.ts <folder> [en-es …]`. */
import { makeBergamotFixture } from './bergamot-fixture/make.ts'

const [folder, ...pairs] = process.argv.slice(2)
if (!folder) {
  process.stderr.write('usage: make-bergamot-fixture.ts <folder> [en-es …]\n')
  process.exit(2)
}
for (const pair of pairs.length > 0 ? pairs : ['en-es', 'es-en']) {
  const [source = '', target = ''] = pair.split('-')
  const { folder: place, files } = await makeBergamotFixture(folder, source, target)
  process.stdout.write(`${files.map((file) => `${place}/${file}`).join('\n')}\n`)
}
