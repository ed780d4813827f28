/** Prints how many short lines each detector tells the language of: `node services/translation/scripts/compare-detectors.ts`. */
import { isLanguage, type Language, languages } from '@parlance/contracts'
import { eld } from 'eld/large'
import { francAll } from 'franc-min'
import { detectAll as tinyldLarge } from 'tinyld/heavy'
import { detectAll as tinyldSmall } from 'tinyld/light'
import { detectLanguage } from '../src/detection/detect.ts'
import { readLines } from '../test/detection/lines.ts'

const only = [...languages]
const threeLetters: Readonly<Record<Language, string>> = {
  en: 'eng',
  fr: 'fra',
  es: 'spa',
  it: 'ita',
  de: 'deu',
  nl: 'nld',
  pt: 'por',
}
eld.setLanguageSubset(only)

const franc = (text: string) => {
  const [best] = francAll(text, { only: Object.values(threeLetters), minLength: 1 })
  return languages.find((language) => threeLetters[language] === best?.[0])
}
const detectors: Readonly<Record<string, (text: string, own: string) => unknown>> = {
  'franc-min': franc,
  'tinyld, small': (text) => tinyldSmall(text, { only })[0]?.lang,
  'tinyld, large': (text) => tinyldLarge(text, { only })[0]?.lang,
  'eld, large': (text) => eld.detect(text).language,
  'this service': async (text) => (await detectLanguage(text)).language,
  'this service, the author known': async (text, own) => (await detectLanguage(text, own)).language,
}

const lines = readLines().filter(({ language }) => isLanguage(language))
for (const [name, detect] of Object.entries(detectors)) {
  const right = { tuning: 0, 'held out': 0 }
  for (const { half, language, text } of lines) {
    if ((await detect(text, language)) === language) right[half] += 1
  }
  const share = (half: 'tuning' | 'held out') =>
    `${((100 * right[half]) / lines.filter((line) => line.half === half).length).toFixed(1)} %`
  console.log(name.padEnd(32), share('tuning').padStart(8), 'held out', share('held out').padStart(8))
}
