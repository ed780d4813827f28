/**
 * What of Markdown (by micromark's names) does not count in a message, both where it is shown and where it is translated: a
 * line of dashes under a sentence, four spaces before one, a table, a footnote's address, HTML. Meant for documents, in a
 * conversation it only turns words into something else.
 */
export const notInMessages: readonly string[] = [
  'setextUnderline',
  'codeIndented',
  'definition',
  'htmlFlow',
  'htmlText',
  'table',
]
