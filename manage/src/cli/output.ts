import { stripVTControlCharacters, styleText } from 'node:util'
import type { Output, Paint, Style } from '../core/output.ts'
import { formatCommand, maskCommand } from '../core/shown-process.ts'

export interface Sink {
  write(text: string): unknown
  isTTY?: boolean
  columns?: number
}

const styles = ['bold', 'dim', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan'] as const

/** @param colours whether there are any; NO_COLOR and FORCE_COLOR were asked before. */
export function createStyle(colours: boolean): Style {
  const paint =
    (format: (typeof styles)[number]): Paint =>
    (text) =>
      colours && text !== '' ? styleText(format, text, { validateStream: false }) : text
  return Object.fromEntries(styles.map((name) => [name, paint(name)])) as unknown as Style
}

export function createOutput(options: {
  stdout: Sink
  stderr: Sink
  json: boolean
  colour: boolean | undefined
}): Output {
  const { stdout, stderr, json } = options
  const style = createStyle(!json && (options.colour ?? stdout.isTTY === true))
  const errorStyle = createStyle(options.colour ?? stderr.isTTY === true)
  const line = (sink: Sink, text: string) => {
    if (text !== '') sink.write(text.endsWith('\n') ? text : `${text}\n`)
  }
  // What services print may be coloured, whoever reads it.
  const plain = (_: string, value: unknown) =>
    typeof value === 'string' ? stripVTControlCharacters(value) : value
  const document = (value: unknown) => line(stdout, JSON.stringify(value, plain, 2))
  return {
    json,
    style,
    errorStyle,
    say: (text) => line(json ? stderr : stdout, text),
    record: (value, text) => line(stdout, json ? JSON.stringify(value, plain) : text),
    result: (value, text) => {
      if (json) document(value ?? {})
      else line(stdout, text)
    },
    plan(steps) {
      if (json) {
        return document({
          dryRun: true,
          steps: steps.map(({ summary, process }) => ({
            summary,
            ...(process ? { command: maskCommand(process) } : {}),
          })),
        })
      }
      if (steps.length === 0) line(stdout, style.dim('# nothing to do'))
      for (const { summary, process } of steps) {
        line(stdout, style.dim(`# ${summary}`))
        if (process) line(stdout, formatCommand(process))
      }
    },
    error(error, debug) {
      if (json) {
        document({
          error: {
            kind: error.kind,
            exitCode: error.exitCode,
            message: error.message,
            ...(error.hint ? { hint: error.hint } : {}),
            ...error.details,
          },
        })
      }
      // Who interrupted knows; what it means for the data is said.
      if (error.kind === 'interrupted') return line(stderr, error.hint ?? '')
      line(stderr, `${errorStyle.red('manage:')} ${error.message}`)
      for (const [name, detail] of Object.entries(error.details))
        line(stderr, formatDetail(name, detail, errorStyle))
      if (error.hint) line(stderr, error.hint.replace(/^/gm, '  '))
      if (debug && error.cause instanceof Error) line(stderr, errorStyle.dim(error.cause.stack ?? ''))
    },
  }
}

function formatDetail(name: string, detail: unknown, style: Style): string {
  if (Array.isArray(detail)) {
    if (detail.length === 0) return ''
    return [
      `  ${style.dim(`${name}:`)}`,
      ...detail.map((item) => `    ${typeof item === 'string' ? item : JSON.stringify(item)}`),
    ].join('\n')
  }
  if (detail === undefined || detail === null) return ''
  return `  ${style.dim(`${name}:`)} ${typeof detail === 'object' ? JSON.stringify(detail) : String(detail)}`
}
