import { type ParseOptions, type Part, toParts } from './document.ts'
import { maskInline } from './inline.ts'
import { pairTags } from './tags.ts'

/** Takes plain text apart: each line on its own, code, addresses and the like kept (text/inline.ts), tags of HTML with their words (text/tags.ts). */
export function parsePlain(text: string, { language, glossary }: ParseOptions): Part[] {
  return toParts(pairTags(maskInline(text, glossary)), language)
}
