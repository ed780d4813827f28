import { capitalised, lexiconLanguages, meanings } from '../../scripts/fixture-model/lexicon.ts'

const dictionaries = new Map<string, Map<string, string>>()

/** Translates word for word by the fixture's lexicon: what the local servers of tests say. */
export function wordForWord(text: string, target: string): string {
  let dictionary = dictionaries.get(target)
  if (!dictionary) {
    const column = lexiconLanguages.indexOf(target as (typeof lexiconLanguages)[number])
    dictionary = new Map(
      meanings.flatMap((words) => {
        const to = words[column] ?? ''
        return words.flatMap((word): [string, string][] => [
          [word, to],
          [capitalised(word), capitalised(to)],
        ])
      }),
    )
    dictionaries.set(target, dictionary)
  }
  return text.replace(/\p{L}+/gu, (word) => dictionary.get(word) ?? word)
}
