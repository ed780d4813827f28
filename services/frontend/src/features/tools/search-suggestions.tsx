'use client'

import { useEffect, useState } from 'react'
import { useCall } from '../../api/use-call.ts'
import type { Language } from '../../i18n/languages.ts'

/** Milliseconds without a key after which is asked. */
const restMs = 200
const fewestLetters = 2

/**
 * What somebody who types may be after, under the search field: the platform's own list, which every keyboard and screen
 * reader knows. Without scripts it is empty, and the field is a field.
 *
 * @param input id of the field, whose `list` names this one
 */
export function SearchSuggestions(props: {
  readonly id: string
  readonly input: string
  readonly lang: Language
}) {
  const { id, input, lang } = props
  const [texts, setTexts] = useState<readonly string[]>([])
  const call = useCall()
  useEffect(() => {
    const field = document.getElementById(input)
    if (!(field instanceof HTMLInputElement)) return
    let timer: number | undefined
    let asked = ''
    const ask = async () => {
      const q = field.value.trim().slice(0, 100)
      if (q.length < fewestLetters || q === asked) return
      asked = q
      const query = { q, lang, limit: 8 }
      const answer = await call((api) => api.GET('/api/v1/suggestions', { params: { query } })).catch(
        () => undefined,
      )
      // What was typed meanwhile asks for itself.
      if (answer && asked === q) setTexts([...new Set(answer.items.map(({ text }) => text))])
    }
    const typed = () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(() => void ask(), restMs)
    }
    field.addEventListener('input', typed)
    return () => {
      window.clearTimeout(timer)
      field.removeEventListener('input', typed)
    }
  }, [call, input, lang])
  return (
    <datalist id={id} data-testid="search-suggestions">
      {texts.map((text) => (
        <option key={text} value={text} />
      ))}
    </datalist>
  )
}
