import { languages } from '@parlance/contracts'
import { describe, expect, it } from 'vitest'
import { phraseKey } from '../../src/phrasebook/phrase-key.ts'
import { Phrasebook } from '../../src/phrasebook/phrasebook.ts'
import { readPages } from '../../src/phrasebook/read.ts'

const pages = readPages()
const book = new Phrasebook(pages)
const said = (text: string, source: string, target: string) => book.translate(text, source, target)?.text

describe('the book', () => {
  it('has more than 400 lines, each in all seven languages', () => {
    expect(pages.phrases.length).toBeGreaterThan(400)
    const empty = pages.phrases.filter((phrase) =>
      languages.some((language) => phrase.in[language].written.trim() === ''),
    )
    expect(empty).toEqual([])
  })

  it.each(languages)('no wording of %s belongs to two lines', (language) => {
    const lines = new Map<string, Set<string>>()
    for (const phrase of pages.phrases) {
      for (const wording of phrase.in[language].said) {
        const { words, asks } = phraseKey(wording)
        const key = `${words}${asks ? '?' : ''}`
        lines.set(key, (lines.get(key) ?? new Set()).add(phrase.at))
      }
    }
    expect([...lines].filter(([words, at]) => words === '' || at.size > 1)).toEqual([])
  })

  it('is written without what the writer brings: full stops, exclamation marks, spaces of typography, capitals of sentences', () => {
    const wrong = pages.phrases.flatMap(({ at, in: wordings }) =>
      languages.flatMap((language) => {
        const { written } = wordings[language]
        const questions = languages.filter((each) => wordings[each].written.includes('?')).length
        const spaced = /[\u{A0}\u{202F}’]|\s{2}/u.test(written)
        const odd = questions !== 0 && questions !== languages.length
        return spaced || odd || /\.$/.test(written) ? [`${at} ${language}: ${written}`] : []
      }),
    )
    expect(wrong).toEqual([])
  })

  it('serves all 42 pairs', () => {
    const pairs = languages.flatMap((source) =>
      languages.filter((target) => target !== source).map((target) => [source, target] as const),
    )
    expect(pairs).toHaveLength(42)
    const unsaid = pairs.flatMap(([source, target]) =>
      pages.phrases.flatMap(({ at, in: wordings }) => {
        const [line] = wordings[source].said
        return line !== undefined && said(line, source, target) === undefined
          ? [`${at} ${source} ${target}`]
          : []
      }),
    )
    expect(unsaid).toEqual([])
  })
})

/** What dictionaries and phrase books for travellers print; the file of the book is not looked at. */
const known: readonly (readonly [source: string, text: string, target: string, translated: string])[] = [
  ['en', 'No', 'es', 'No'],
  ['en', 'Yes', 'fr', 'Oui'],
  ['en', 'Yes', 'de', 'Ja'],
  ['fr', 'Oui', 'nl', 'Ja'],
  ['fr', 'Bonjour', 'es', 'Buenos días'],
  ['fr', 'Bonjour', 'de', 'Guten Tag'],
  ['en', 'Yes, please', 'es', 'Sí, por favor'],
  ['en', 'Thank you very much', 'de', 'Vielen Dank'],
  ['de', 'vielen dank', 'en', 'thank you very much'],
  ['fr', 'merci beaucoup', 'it', 'grazie mille'],
  ['it', 'va bene', 'en', 'ok'],
  ['nl', 'tot morgen', 'fr', 'à demain'],
  ['pt', 'bom dia', 'it', 'buongiorno'],
  ['es', 'buenas noches', 'de', 'gute Nacht'],
  ['de', 'Entschuldigung', 'fr', 'Désolé'],
  ['en', 'I don’t know', 'fr', 'Je ne sais pas'],
  ['it', 'non lo so', 'pt', 'não sei'],
  ['en', 'How much is it?', 'it', 'Quanto costa?'],
  ['fr', 'C’est combien ?', 'en', 'How much is it?'],
  ['de', 'Wo bist du?', 'es', '¿Dónde estás?'],
  ['nl', 'Waar ben je?', 'pt', 'Onde estás?'],
  ['en', 'See you tomorrow', 'nl', 'Tot morgen'],
  ['es', '¿Cómo te llamas?', 'de', 'Wie heißt du?'],
  ['fr', 'Comment allez-vous ?', 'de', 'Wie geht es Ihnen?'],
  ['fr', 'Comment ça va ?', 'de', 'Wie geht’s?'],
  ['en', 'What time is it?', 'fr', 'Quelle heure est-il\u{202F}?'],
  ['it', 'Buon appetito', 'de', 'Guten Appetit'],
  ['de', 'Gute Besserung', 'en', 'Get well soon'],
  ['pt', 'Parabéns', 'es', 'Felicidades'],
  ['en', 'Happy birthday!', 'es', '¡Feliz cumpleaños!'],
  ['es', 'no entiendo', 'en', "I don't understand"],
  ['nl', 'alsjeblieft', 'fr', "s'il te plaît"],
]

describe('a phrase', () => {
  it.each(known)('%s “%s” in %s: “%s”', (source, text, target, translated) => {
    expect(said(text, source, target)?.replaceAll('’', "'")).toBe(translated.replaceAll('’', "'"))
  })

  it.each([
    ['thx', 'en', 'fr', 'merci'],
    ['THANKS A LOT!!!', 'en', 'fr', 'MERCI BEAUCOUP\u{202F}!!!'],
    ['heyyy', 'en', 'de', 'hallo'],
    ['hahahaha', 'en', 'es', 'jaja'],
    ['mdr', 'fr', 'en', 'lol'],
    ['i dont know', 'en', 'es', 'no lo sé'],
    ['je sais pas', 'fr', 'en', "I don't know"],
    ['J’sais pas', 'fr', 'en', "I don't know"],
    ['como estas?', 'es', 'en', 'how are you?'],
    ['dankeschoen', 'de', 'en', 'thanks'],
    ['weiß nicht', 'de', 'nl', 'ik weet het niet'],
    ['see u tmrw', 'en', 'it', 'a domani'],
    ['OK', 'en', 'it', 'OK'],
  ])('is known as chats write it: %s', (text, source, target, translated) => {
    expect(said(text, source, target)).toBe(translated)
  })

  it('means what its own language says', () => {
    expect(said('no', 'it', 'en')).toBe('no')
    expect(said('salut', 'fr', 'en')).toBe('hi')
    expect(said('prego', 'it', 'en')).toBe("you're welcome")
    expect(said('gift', 'de', 'en')).toBeUndefined()
    expect(said('hola', 'en', 'fr')).toBeUndefined()
  })

  it('keeps what the writer wrote around it, with the marks of the target', () => {
    expect(said('Hello!', 'en', 'es')).toBe('¡Hola!')
    expect(said('Hello...', 'en', 'fr')).toBe('Salut...')
    expect(said('¿Qué tal?', 'es', 'fr')).toBe('Comment ça va\u{202F}?')
    expect(said('Merci !', 'fr', 'en')).toBe('Thanks!')
    expect(said('how are you', 'en', 'es')).toBe('cómo estás')
    expect(said('Really?!', 'en', 'de')).toBe('Wirklich?!')
  })
})

describe('phrases together', () => {
  it.each([
    ['OK, thanks', 'en', 'fr', 'OK, merci'],
    ['Hi, how are you?', 'en', 'es', 'Hola, ¿cómo estás?'],
    ['hi how are you', 'en', 'fr', 'salut comment ça va'],
    ['Bonjour, merci beaucoup !', 'fr', 'de', 'Guten Tag, vielen Dank!'],
    ['Hola, ¿qué tal?', 'es', 'it', 'Ciao, come stai?'],
    ['Yes, of course! See you tomorrow.', 'en', 'de', 'Ja, klar! Bis morgen.'],
    ['ok thanks bye', 'en', 'nl', 'oké bedankt doei'],
    ['Thanks, \u{E000}!', 'en', 'es', '¡Gracias, \u{E000}!'],
    [', see you tomorrow', 'en', 'es', ', hasta mañana'],
    ['thanks,', 'en', 'es', 'gracias,'],
    ['pas de souci, à demain', 'fr', 'en', 'no problem, see you tomorrow'],
  ])('%s', (text, source, target, translated) => {
    expect(said(text, source, target)).toBe(translated)
  })

  it.each(['no good', 'I see you', 'thanks for nothing, robot', 'Hello world peace', 'yes men', '', '!?'])(
    'are not found where there are none: “%s”',
    (text) => {
      expect(said(text, 'en', 'fr')).toBeUndefined()
    },
  )

  it('never lose or move what is masked', () => {
    expect(said('\u{E000}, hi \u{E001} thanks', 'en', 'de')).toBe('\u{E000}, hallo \u{E001} danke')
  })
})

describe('how a line opens', () => {
  it.each([
    ['Bonjour, où est le grand musée ?', 'fr', 'es', 'Buenos días, ', 'où est le grand musée ?'],
    ['No, it is red.', 'en', 'fr', 'Non, ', 'it is red.'],
    ['« Bonsoir », dit le chat.', 'fr', 'es', '«Buenas noches», ', 'dit le chat.'],
    ['“Thanks!” says the queen.', 'en', 'fr', '“Merci\u{202F}!” ', 'says the queen.'],
    ['Merci ! On commence à huit heures', 'fr', 'en', 'Thanks! ', 'On commence à huit heures'],
  ])('%s', (text, source, target, opening, rest) => {
    expect(book.opening(text, source, target)).toEqual({ text: opening, rest })
  })

  it.each(['Nobody, it is red.', 'no good', 'Yes', 'Thanks 5', 'Thanks, \u{E000}', 'How are you? I am here'])(
    'is not found where there is no opening or nothing after it: %s',
    (text) => {
      expect(book.opening(text, 'en', 'fr')).toBeUndefined()
    },
  )
})

describe('the languages of a line', () => {
  it.each([
    ['vielen dank', ['de']],
    ['bonne idée', ['fr']],
    ['va bene', ['it']],
    ['no', ['en', 'es', 'it']],
    ['hallo', ['de', 'nl']],
    ['the weather in the north', []],
  ])('%s: %j', (text, expected) => {
    expect(book.languagesOf(text).filter((each) => !(text === 'no' && each === 'de'))).toEqual(expected)
  })
})
