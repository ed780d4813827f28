import type { Fault } from '../text/checks.ts'
import type { Part } from '../text/document.ts'
import type { Glossary } from '../text/glossary.ts'
import { parsePlain } from '../text/plain.ts'

/** How texts are written. */
export type Format = 'plain' | 'markdown' | 'html' | 'message'

/** Parses a text; the parsers of Markdown and HTML are loaded when first wanted. */
export async function parseText(
  text: string,
  format: Format,
  options: { language: string; glossary: Glossary },
): Promise<Part[]> {
  if (format === 'plain') return parsePlain(text, options)
  if (format === 'html') {
    const { parseHtml } = await import('../text/html.ts')
    return parseHtml(text, options)
  }
  const { parseMarkdown } = await import('../text/markdown.ts')
  return parseMarkdown(text, { ...options, message: format === 'message' })
}

/** Whether a translated text still has the structure of its source. Plain text has none. */
export async function keepsStructure(source: string, result: string, format: Format): Promise<boolean> {
  if (format === 'plain') return true
  if (format === 'html') {
    const { htmlSkeleton } = await import('../text/html.ts')
    return htmlSkeleton(source) === htmlSkeleton(result)
  }
  const { markdownSkeleton } = await import('../text/markdown.ts')
  const message = format === 'message'
  return markdownSkeleton(source, message) === markdownSkeleton(result, message)
}

const reasons: Readonly<Record<Fault, string>> = {
  masks: 'a link, name or code would have been lost',
  repetition: 'the model repeated itself',
  length: 'the length was absurd',
  empty: 'the model said nothing',
  figures: 'a figure would have changed',
  markup: 'the formatting would have been broken',
}

/** What is said of sentences that were kept as they were. */
export function keptNote(kept: number, all: number, fault: Fault): string {
  return `kept ${kept} of ${all} ${all === 1 ? 'sentence' : 'sentences'} as written: ${reasons[fault]}`
}
