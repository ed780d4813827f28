/** Writes detection/ngrams.tsv: what the `eld` package's large table knows of the site's languages. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { languages } from '@parlance/contracts'

/** Eld's table: byte n-grams, each byte outside ASCII as one character of its dictionary; by language, logarithms less a constant. */
interface Table {
  readonly languages: Readonly<Record<string, string>>
  readonly ngrams: Readonly<Record<string, Readonly<Record<string, number>>>>
}

// The package exports neither file, so they are asked for by path.
const eld = new URL('../node_modules/eld/src/', import.meta.url)
const { ngramsData }: { ngramsData: Table } = await import(new URL('ngrams/large.js', eld).href)
const { dictionary }: { dictionary: readonly string[] } = await import(new URL('dictionary.js', eld).href)

const bytes = new Map<string, string>()
dictionary.forEach((character, byte) => {
  if (byte >= 0x80 && character !== ' ') bytes.set(character, `%${byte.toString(16)}`)
})
const ids = languages.map(
  (language) => Object.entries(ngramsData.languages).find(([, name]) => name === language)?.[0] ?? '',
)
const rows = Object.entries(ngramsData.ngrams).flatMap(([gram, scores]) => {
  const ours = ids.map((id) => scores[id])
  if (ours.every((score) => score === undefined)) return []
  const name = [...gram].map((character) => bytes.get(character) ?? character.replace(' ', '_')).join('')
  const cells = ours.map((score) => (score === undefined ? '..' : score.toString(36).padStart(2, '0')))
  return [`${name}\t${cells.join('')}`]
})
const head = `ngram\t${languages.join('')}`
writeFileSync(
  fileURLToPath(new URL('../detection/ngrams.tsv', import.meta.url)),
  `${[head, ...rows].join('\n')}\n`,
)
