'use client'

import format, { type CompiledMessage } from 'icu-minify/format'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { Language } from '../../i18n/languages.ts'
import type { Messages } from '../../i18n/messages.ts'

type Texts = Messages['room']
/** Name of a text of the room. */
type TextKey = Exclude<keyof Texts, 'faults'> | `faults.${keyof Texts['faults']}`

/** Drawings, made on the server: a script needs to know none of their strokes. */
export type RoomIcons = Readonly<Record<'users' | 'translated' | 'offline' | 'close' | 'down', ReactNode>>

/** Classes of buttons, made on the server from those of all buttons. */
export type RoomLooks = Readonly<Record<'older' | 'toEnd' | 'toUnread', string>>

/** Tells a text in the interface's language. @param values what its place-holders stand for */
interface Teller {
  (key: TextKey, values?: Readonly<Record<string, string | number>>): string
  readonly lang: Language
  readonly icons: RoomIcons
  readonly looks: RoomLooks
}

const RoomTextsContext = createContext<Teller | undefined>(undefined)

/**
 * The room's texts and drawings for the parts of it under this one. Compiled texts need no more than what formats them (1 kB); the whole
 * client of next-intl is 4 kB on a page that many read and few write on.
 * @param props.texts as the build compiled them
 */
export function RoomTexts(props: {
  readonly lang: Language
  readonly texts: Texts
  readonly icons: RoomIcons
  readonly looks: RoomLooks
  readonly children: ReactNode
}) {
  const { lang, texts, icons, looks, children } = props
  const teller = useMemo(
    () => Object.assign(tellerOf(lang, texts), { lang, icons, looks }),
    [lang, texts, icons, looks],
  )
  return <RoomTextsContext value={teller}>{children}</RoomTextsContext>
}

/** The room's texts, their language and its drawings. @throws Error outside `RoomTexts` */
export function useRoomTexts(): Teller {
  const teller = useContext(RoomTextsContext)
  if (!teller) throw new Error('no RoomTexts above')
  return teller
}

const formatters = {
  getDateTimeFormat: (...given: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...given),
  getNumberFormat: (...given: ConstructorParameters<typeof Intl.NumberFormat>) =>
    new Intl.NumberFormat(...given),
  getPluralRules: (...given: ConstructorParameters<typeof Intl.PluralRules>) =>
    new Intl.PluralRules(...given),
}

function tellerOf(lang: Language, texts: Texts) {
  return (key: TextKey, values?: Readonly<Record<string, string | number>>) => {
    const [name, fault] = key.split('.') as [keyof Texts, keyof Texts['faults'] | undefined]
    const text = (fault ? texts.faults[fault] : texts[name]) as CompiledMessage
    return String(format(text, lang, values, { formatters }))
  }
}
