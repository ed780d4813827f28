import { stripVTControlCharacters } from 'node:util'

/** The part of a terminal's stream that a screen needs. */
export interface Terminal {
  readonly columns?: number
  readonly rows?: number
  write(text: string): unknown
}

// ECMA-48, and xterm's private modes: the alternate screen (1049) and the cursor (25).
const enter = '\x1b[?1049h\x1b[?25l'
const leave = '\x1b[?25h\x1b[?1049l'
const home = '\x1b[H'
const toEndOfLine = '\x1b[K'
const toEndOfScreen = '\x1b[J'

/** A screen that is painted again and again; what stood on the terminal before comes back when it is closed. */
export function openScreen(terminal: Terminal): { paint(text: string): void; close(): void } {
  terminal.write(enter)
  return {
    paint(text) {
      // A terminal that does not know its size says 0.
      const columns = terminal.columns || 80
      const rows = terminal.rows || 24
      const lines = text.split('\n')
      const shown =
        lines.length > rows ? [...lines.slice(0, rows - 1), `… ${lines.length - rows + 1} more lines`] : lines
      // Painted over, not wiped first: nothing flickers.
      terminal.write(home + shown.map((line) => cut(line, columns) + toEndOfLine).join('\n') + toEndOfScreen)
    },
    close: () => void terminal.write(leave),
  }
}

/** The first so many columns of a line; colours take none. */
export function cut(line: string, columns: number): string {
  if (stripVTControlCharacters(line).length <= columns) return line
  let left = columns - 1
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
  const kept = (line.match(/\x1b\[[\d;]*m|[^\x1b]/g) ?? []).filter(
    (token) => token.startsWith('\x1b') || left-- > 0,
  )
  return `${kept.join('')}…`
}
