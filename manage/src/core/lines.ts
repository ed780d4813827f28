import { stripVTControlCharacters } from 'node:util'

/** Cuts a stream of chunks into lines, without their ends; `end` gives the last one. */
export function lineSplitter(onLine: (line: string) => void): { push(chunk: string): void; end(): void } {
  let rest = ''
  return {
    push(chunk) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
    },
    end() {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}

/** Columns that a line of somebody else's is shown with: a bundled file has lines of many thousands. */
const shownWidth = 240

/** The last lines of what a program printed, for people: without colours, and none wider than a screen or two. */
export const lastLines = (lines: readonly string[], count = 20): string[] =>
  lines.slice(-count).map((line) => {
    const plain = stripVTControlCharacters(line)
    return plain.length > shownWidth ? `${plain.slice(0, shownWidth)}…` : plain
  })
