import { defineCommand } from '../core/command.ts'
import { usageError } from '../core/errors.ts'
import { secretFilesPlan } from '../production/secret-files.ts'

export const command = defineCommand({
  flags: {
    origin: {
      type: 'string',
      placeholder: 'url',
      default: 'https://localhost',
      summary: "the site's public address, such as https://example.org",
    },
  },
  async plan(context, { flags }) {
    return secretFilesPlan(context.root, parseOrigin(flags.origin))
  },
  text: ({ written, kept }) =>
    [...written.map((name) => `written: ${name}`), ...kept.map((name) => `kept as it is: ${name}`)].join(
      '\n',
    ),
})

function parseOrigin(text: string): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw usageError(`--origin wants an address such as https://example.org, and got "${text}"`)
  }
  return url.origin
}
