import type messages from '../../messages/en.json'
import type { Language } from './languages.ts'

/** Every interface text; English is the shape that the other languages are held to. */
export type Messages = typeof messages
/** A top-level group of texts. */
export type Namespace = keyof Messages

const files: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import('../../messages/en.json'),
  fr: () => import('../../messages/fr.json'),
  es: () => import('../../messages/es.json'),
  it: () => import('../../messages/it.json'),
  de: () => import('../../messages/de.json'),
  nl: () => import('../../messages/nl.json'),
  pt: () => import('../../messages/pt.json'),
}

/** The interface texts of a language. */
export async function loadMessages(language: Language): Promise<Messages> {
  return (await files[language]()).default
}

/** Only the named groups, so that a page sends its browser what its own components say. */
export function pickMessages<Name extends Namespace>(
  messages: Messages,
  names: readonly Name[],
): Pick<Messages, Name> {
  return Object.fromEntries(names.map((name) => [name, messages[name]])) as Pick<Messages, Name>
}
