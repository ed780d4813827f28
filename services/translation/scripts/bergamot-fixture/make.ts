import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { marianBinary } from './marian-binary.ts'
import { shortlistFile } from './shortlist.ts'
import { makePairVocabulary, sentencePieceFile } from './vocabulary.ts'
import { configuration, makeWeights } from './weights.ts'

/**
 * Writes a tiny model of one pair in the format of Firefox Translations' (Marian weights, SentencePiece vocabulary, lexical
 * shortlist) into `<folder>/<source>-<target>/`. It translates word for word by the fixture's lexicon and copies the rest.
 *
 * @param bits 8: its name tells the engine to multiply with bytes, as published models are.
 * @returns the folder of the pair and the names of its files.
 */
export async function makeBergamotFixture(
  folder: string,
  source: string,
  target: string,
  bits: 8 | 32 = 32,
): Promise<{ folder: string; files: string[] }> {
  const vocabulary = makePairVocabulary(source, target)
  const settings = configuration(vocabulary)
  const pair = `${source}${target}`
  const files: Readonly<Record<string, Buffer>> = {
    [bits === 8 ? `model.${pair}.intgemm8.bin` : `model.${pair}.bin`]: marianBinary([
      ...makeWeights(vocabulary),
      {
        name: 'special:model.yml',
        shape: [Buffer.byteLength(settings) + 1],
        data: settings,
      },
    ]),
    [`lex.50.50.${pair}.s2t.bin`]: shortlistFile(vocabulary),
    [`vocab.${pair}.spm`]: sentencePieceFile(vocabulary),
  }
  const place = join(folder, `${source}-${target}`)
  await mkdir(place, { recursive: true })
  for (const [name, content] of Object.entries(files)) await writeFile(join(place, name), content)
  return { folder: place, files: Object.keys(files) }
}
