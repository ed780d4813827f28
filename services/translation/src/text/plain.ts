import { type ParseOptions, type Part, toParts } from './document.ts'
import { maskInline } from './inline.ts'

/** Takes plain text apart: each line on its own, code, addresses and the like kept (text/inline.ts). */
export function parsePlain(text: string, { language, glossary }: ParseOptions): Part[] {
  return toParts(maskInline(text, glossary), language)
}
