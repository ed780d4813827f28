import { createOutput } from '../../src/cli/output.ts'
import type { Context } from '../../src/core/context.ts'
import { ManageError } from '../../src/core/errors.ts'
import type { Runner } from '../../src/core/process-spec.ts'
import { formatCommand } from '../../src/core/shown-process.ts'

/** What a command answers, by what its line contains; the first that matches counts. */
export interface Reply {
  when: string | RegExp
  code?: number
  stdout?: string
  stderr?: string
}

export interface Scripted {
  context: Context
  /** Every command with its outcome, and what was said to the person, in order. */
  transcript(): string
}

/** A runner that starts nothing: it answers from a script and writes down what it was asked. */
export function scripted(replies: readonly Reply[], parts: Partial<Context> = {}): Scripted {
  const lines: string[] = []
  const sink = { write: (text: string) => lines.push(text.trimEnd()) }
  const runner: Runner = {
    async run(command, options = {}) {
      const line = formatCommand({ ...command, env: {} })
      const reply = replies.find(({ when }) =>
        typeof when === 'string' ? line.includes(when) : when.test(line),
      )
      const { code = 0, stdout = '', stderr = '' } = reply ?? {}
      for (const text of stderr.split('\n')) if (text !== '') options.onLine?.(text, 'stderr')
      lines.push(`$ ${line}`, ...(code === 0 ? [] : [`→ exit ${code}: ${stderr.trim().split('\n').at(-1)}`]))
      if (code !== 0 && options.allow !== 'any' && !options.allow?.includes(code)) {
        throw new ManageError('failed', `${command.file} ended with ${code}`, {
          details: { output: stderr.trim().split('\n') },
        })
      }
      return { code, stdout, stderr }
    },
    attach: () => Promise.reject(new Error('nothing is attached in a test')),
  }
  return {
    context: {
      output: createOutput({ stdout: sink, stderr: sink, json: false, colour: false }),
      runner,
      signal: new AbortController().signal,
      ...parts,
    } as Context,
    transcript: () => `${lines.join('\n')}\n`,
  }
}
