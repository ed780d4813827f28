/** HTML of fifty sentences through the service and Apertium, beside the same text plain: what tags and their way through cost. */
import { existsSync } from 'node:fs'
import { inTurns, load, printRatios, sentence, startService } from './translation-support.ts'

const modes = process.env.APERTIUM_MODES_DIR ?? '/usr/share/apertium/modes'
if (!existsSync(`${modes}/eng-spa.mode`)) {
  process.stdout.write(`skipped: no Apertium with the pair eng-spa in ${modes}\n`)
  process.exit(0)
}

let number = 0
const fifty = () => Array.from({ length: 50 }, () => sentence(number++))
const plain = () => fifty().join('\n')
/** A link or an emphasis in every other sentence, and paragraphs of five, as pages have them. */
const html = () => {
  const marked = fifty().map((text, index) => {
    const words = text.split(' ')
    const at = 1 + (index % 3)
    if (index % 2 === 0)
      words[at] = index % 4 ? `<em>${words[at]}</em>` : `<a href="/page/${index}">${words[at]}</a>`
    return words.join(' ')
  })
  const paragraphs = Array.from(
    { length: 10 },
    (_, at) => `  <p class="text">${marked.slice(at * 5, at * 5 + 5).join(' ')}</p>`,
  )
  return `<article>\n${paragraphs.join('\n')}\n</article>`
}

const service = await startService({ APERTIUM_MODES_DIR: modes })
const translate = (text: string, format: 'FORMAT_PLAIN' | 'FORMAT_HTML') =>
  service.client.call('Translate', { texts: [text], sourceLanguage: 'en', targetLanguage: 'es', format })
try {
  await load(5, 1, () => translate(plain(), 'FORMAT_PLAIN'))
  await load(5, 1, () => translate(html(), 'FORMAT_HTML'))
  const [own, peer] = await inTurns(
    () => load(10, 1, () => translate(html(), 'FORMAT_HTML')),
    () => load(10, 1, () => translate(plain(), 'FORMAT_PLAIN')),
  )
  printRatios('Translation: HTML, English to Spanish', [
    {
      name: 'HTML of 50 sentences, beside the same plain',
      own: `${own.p50.toFixed(0)} ms`,
      peer: `${peer.p50.toFixed(0)} ms`,
      ratio: own.p50 / peer.p50,
      atMost: 1.5,
    },
  ])
} finally {
  await service.close()
}
