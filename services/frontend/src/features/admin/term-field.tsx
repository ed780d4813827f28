'use client'

import { type ComponentProps, useEffect, useId, useRef, useState } from 'react'
import { Input } from '../../components/ui/input.tsx'
import { offerTerms } from './find-terms.ts'
import type { TermChoice } from './terms.ts'

/** Milliseconds without a key after which is asked. */
const restMs = 200
const fewestLetters = 2

/**
 * A field for a category or tag, by its slug or a name. Those that fit are offered as one types, for there may be thousands;
 * without scripts it is a field.
 *
 * @param onPick is given what was chosen of those that are offered, and the field is empty again
 */
export function TermField(
  props: ComponentProps<'input'> & {
    readonly kind: 'categories' | 'tags'
    readonly onPick?: (choice: TermChoice) => void
  },
) {
  const { kind, onPick, ...rest } = props
  const list = useId()
  const timer = useRef<number>(undefined)
  const [offered, setOffered] = useState<readonly TermChoice[]>([])
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const pick = (field: HTMLInputElement): boolean => {
    const chosen = onPick && offered.find(({ slug }) => slug === field.value.trim())
    if (!chosen) return false
    field.value = ''
    onPick(chosen)
    return true
  }
  const ask = (field: HTMLInputElement) => {
    window.clearTimeout(timer.current)
    const typed = field.value.trim()
    if (typed.length < fewestLetters) return
    timer.current = window.setTimeout(async () => {
      const found = await offerTerms(kind, typed).catch(() => undefined)
      // What was typed meanwhile asks for itself.
      if (found && field.value.trim() === typed) setOffered(found)
    }, restMs)
  }
  return (
    <>
      <Input
        {...rest}
        list={list}
        autoComplete="off"
        maxLength={100}
        onInput={({ nativeEvent, currentTarget }) => {
          // Typed to its end, `video` may become `video-editor`; chosen from the list, it is meant.
          const typed = nativeEvent instanceof InputEvent && nativeEvent.inputType !== 'insertReplacementText'
          if (typed || !pick(currentTarget)) ask(currentTarget)
        }}
        onBlur={({ currentTarget }) => pick(currentTarget)}
      />
      <datalist id={list} data-testid="term-offers">
        {offered.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  )
}
