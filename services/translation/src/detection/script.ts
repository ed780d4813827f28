/** Scripts that are recognised by their letters, and the languages of the field that are written in them. */
const scripts: readonly (readonly [pattern: RegExp, language: string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Thai}/gu, 'th'],
]

const latin = /\p{Script=Latin}/gu

/** The script that most letters of a text are in: a language for one recognised by its script alone, or Latin, or none. */
export function scriptOf(text: string): { latin: boolean; language: string | undefined } {
  const latinLetters = text.match(latin)?.length ?? 0
  let most = latinLetters
  let language: string | undefined
  for (const [pattern, name] of scripts) {
    const letters = text.match(pattern)?.length ?? 0
    if (letters > most) {
      most = letters
      language = name
    }
  }
  return { latin: latinLetters > 0 && language === undefined, language }
}
