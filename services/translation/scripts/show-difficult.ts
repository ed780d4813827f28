/** Prints the table of difficult texts and what comes out, as Markdown: `node scripts/show-difficult.ts > …`. */

import { hasApertium, makeApertium } from '../test/support/apertium.ts'
import { difficult } from '../test/support/difficult.ts'
import { makeTranslator } from '../test/support/translator.ts'

if (!hasApertium) {
  process.stderr.write('Apertium and its pair eng-spa are not installed: run manage setup\n')
  process.exit(3)
}
/** Invisible characters by their numbers, so that the table shows them. */
const show = (text: string) =>
  text === ''
    ? '(nothing)'
    : `\`\` ${text
        .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u{202F}\u{A0}]/gu, (sign) => {
          const named: Readonly<Record<string, string>> = {
            '\n': '⏎',
            '\r': '␍',
            '\t': '⇥',
            '\u{200D}': '\u{200D}',
          }
          return named[sign] ?? `⟨${sign.codePointAt(0)?.toString(16).toUpperCase()}⟩`
        })
        .replaceAll('|', '\\|')} \`\``

const engine = makeApertium()
const { translate } = makeTranslator({ basic: engine })
const rows = ['| | text | what came out | sure |', '|---|---|---|---|']
for (const { what, text, format = 'plain', source = 'en', target = 'es' } of difficult) {
  const { translated, confidence, note } = await translate(text, { source, target, format })
  rows.push(
    `| ${what} | ${show(text)} | ${show(translated)}${note ? ` ${note}` : ''} | ${confidence.toFixed(2)} |`,
  )
}
process.stdout.write(`${rows.join('\n')}\n`)
await engine.close()
