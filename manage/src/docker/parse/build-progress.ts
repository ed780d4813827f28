/** What happened in a build, from one line to the next. */
export type BuildEvent =
  | { type: 'step'; name: string }
  | { type: 'done'; name: string; seconds: number }
  | { type: 'cached'; name: string }
  | { type: 'context'; bytes: number }
  | { type: 'failed'; name: string }

interface Step {
  name: string
  output: string[]
}

const units: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 }
const outputCap = 200

/**
 * Reads what `docker build --progress plain` prints: `#7 [stage 2/5] RUN …`, `#7 0.512 output`, `#7 DONE 1.2s`,
 * `#7 CACHED`, `#7 ERROR: …`. Keeps the output of each step, so that a failure can be shown without the rest.
 */
export class BuildProgress {
  readonly #steps = new Map<string, Step>()
  #failed: string | undefined
  #error = ''

  /** @returns what the line tells, if it tells anything. */
  read(line: string): BuildEvent | undefined {
    const [, id, text] = /^#(\d+) (.*)$/.exec(line) ?? []
    if (id === undefined || text === undefined) {
      if (/^ERROR: /.test(line)) this.#error = line.slice('ERROR: '.length)
      return undefined
    }
    const step = this.#steps.get(id)
    if (!step) {
      this.#steps.set(id, { name: text, output: [] })
      return text.startsWith('[internal]') ? undefined : { type: 'step', name: text }
    }
    const { name } = step
    if (text === 'CACHED') return { type: 'cached', name }
    const done = /^DONE (\d+(?:\.\d+)?)s$/.exec(text)
    if (done) return { type: 'done', name, seconds: Number(done[1]) }
    if (text.startsWith('ERROR: ')) {
      this.#failed = id
      this.#error = text.slice('ERROR: '.length)
      return { type: 'failed', name }
    }
    const context = /^transferring context: (\d+(?:\.\d+)?)(B|kB|MB|GB)(?: [\d.]+s)? done$/.exec(text)
    if (context && name === '[internal] load build context') {
      return { type: 'context', bytes: Number(context[1]) * (units[context[2] ?? 'B'] ?? 1) }
    }
    const output = /^\d+(?:\.\d+)? (.*)$/.exec(text)
    if (output) {
      step.output.push(output[1] ?? '')
      if (step.output.length > outputCap) step.output.shift()
    }
    return undefined
  }

  /** The step that failed, with its own output and nothing of the others. */
  get failure(): { step: string; error: string; output: readonly string[] } | undefined {
    const step = this.#failed === undefined ? undefined : this.#steps.get(this.#failed)
    if (step) return { step: step.name, error: this.#error, output: step.output }
    return this.#error === '' ? undefined : { step: 'before the first step', error: this.#error, output: [] }
  }
}
