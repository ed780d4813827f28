import { createOutput } from '../../src/cli/output.ts'
import type { Context } from '../../src/core/context.ts'
import { ManageError } from '../../src/core/errors.ts'
import type { ProcessSpec, Runner } from '../../src/core/process-spec.ts'
import { formatCommand } from '../../src/core/shown-process.ts'

/** What a process answers, by what its line contains; the first that matches counts. */
export interface Reply {
  when: string | RegExp
  code?: number
  stdout?: string | ((spec: ProcessSpec) => string)
  stderr?: string
  /** Holds only after a line that contains this was run. */
  after?: string
}

export interface Scripted {
  context: Context
  /** Every process that was started, in order. */
  started: readonly ProcessSpec[]
  /** Every process with its outcome, and what was said to the person, in order. */
  transcript(): string
}

/** A runner that starts nothing: it answers from a script and writes down what it was asked. */
export function scripted(replies: readonly Reply[], parts: Partial<Context> = {}): Scripted {
  const lines: string[] = []
  const started: ProcessSpec[] = []
  const sink = { write: (text: string) => lines.push(text.trimEnd()) }
  const answer = (spec: ProcessSpec) => {
    const line = formatCommand({ ...spec, env: {} })
    const before = lines.join('\n')
    const reply = replies.find(
      ({ when, after }) =>
        (typeof when === 'string' ? line.includes(when) : when.test(line)) &&
        (after === undefined || before.includes(after)),
    )
    const { code = 0, stdout = '', stderr = '' } = reply ?? {}
    lines.push(`$ ${line}`, ...(code === 0 ? [] : [`→ exit ${code}: ${stderr.trim().split('\n').at(-1)}`]))
    started.push(spec)
    return { code, stdout: typeof stdout === 'string' ? stdout : stdout(spec), stderr }
  }
  const runner: Runner = {
    async run(spec, options = {}) {
      const { code, stdout, stderr } = answer(spec)
      for (const text of stderr.split('\n')) if (text !== '') options.onLine?.(text, 'stderr')
      if (code !== 0 && options.allow !== 'any' && !options.allow?.includes(code)) {
        throw new ManageError('failed', `${spec.file} ended with ${code}`, {
          details: { output: stderr.trim().split('\n') },
        })
      }
      return { code, stdout, stderr }
    },
    attach: async (spec) => answer(spec).code,
  }
  return {
    context: {
      output: createOutput({ stdout: sink, stderr: sink, json: false, colour: false }),
      runner,
      signal: new AbortController().signal,
      ...parts,
    } as Context,
    started,
    transcript: () => `${lines.join('\n')}\n`,
  }
}
