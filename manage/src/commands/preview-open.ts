import { defineCommand } from '../core/command.ts'
import { usageError } from '../core/errors.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import { parseSpan } from '../core/units.ts'
import { listPreviews } from '../previews/list-previews.ts'
import { choosePreview } from '../previews/remove-previews.ts'
import { addressOf } from '../previews/visitors.ts'

/** What opens an address on this kind of machine. */
const opener = (address: string): ProcessSpec =>
  process.platform === 'darwin' ? { file: 'open', args: [address] } : { file: 'xdg-open', args: [address] }

export const command = defineCommand({
  args: { name: 'preview', required: true, summary: 'by name or branch' },
  flags: {
    'good-for': {
      type: 'string',
      placeholder: 'span',
      default: '7d',
      summary: 'how long a signed link lets in: 90s, 30m, 1h, 2d',
    },
    print: { type: 'boolean', summary: 'only say the address; --json does the same' },
  },
  examples: ['preview:open feature/search', 'preview:open feature/search --print --good-for 1h'],
  async run(context, { args: [wanted = ''], flags }) {
    const seconds = parseSpan(flags['good-for'])
    if (seconds === undefined)
      throw usageError(`--good-for wants a time such as 1h, and got "${flags['good-for']}"`)
    const { name, origin, access, ...status } = choosePreview(await listPreviews(context), wanted)
    if (origin === undefined) {
      throw usageError(`"${name}" was never made whole here`, `Make it: pnpm manage preview:up ${wanted}`)
    }
    const address = addressOf(context, { name, origin, ...(access ? { access } : {}) }, seconds)
    // Without a screen there is nothing to open it with, and the address is what was wanted.
    const opened =
      !flags.print && process.stdout.isTTY
        ? await context.runner.run(opener(address), { allow: 'any', timeoutMs: 10_000 }).then(
            ({ code }) => code === 0,
            () => false,
          )
        : false
    return {
      name,
      address,
      access: access ?? 'open',
      running: status.running > 0,
      opened,
      goodForSeconds: seconds,
    }
  },
  text: ({ address, running }, style) =>
    running
      ? style.bold(address)
      : `${style.bold(address)}\n${style.dim('It sleeps, and wakes when it is opened.')}`,
})
