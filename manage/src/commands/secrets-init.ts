import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineCommand } from '../core/command.ts'
import { usageError } from '../core/errors.ts'
import { secretFileNames, writeSecretFiles } from '../production/secret-files.ts'

export const command = defineCommand({
  flags: {
    origin: {
      type: 'string',
      placeholder: 'url',
      default: 'https://localhost',
      summary: "the site's public address, such as https://example.org",
    },
  },
  async run(context, { flags }) {
    return writeSecretFiles(context.root, parseOrigin(flags.origin))
  },
  async plan(context) {
    return secretFileNames
      .filter((name) => !existsSync(join(context.root, name)))
      .map((name) => ({ summary: `write ${name} with new secrets, mode 0600` }))
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
