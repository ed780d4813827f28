import { readFileSync } from 'node:fs'

/** A short line as people write it, and its language. */
export interface LabelledLine {
  readonly language: string
  readonly text: string
  /** Constants were set by every other line alone. */
  readonly half: 'tuning' | 'held out'
}

/** Lines of chats and catalogues in the site's languages, then some in others. */
export function readLines(): LabelledLine[] {
  const [, ...rows] = readFileSync(new URL('lines.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  return rows.map((row, index) => {
    const [language = '', text = ''] = row.split('\t')
    return { language, text, half: index % 2 === 0 ? 'tuning' : 'held out' }
  })
}
