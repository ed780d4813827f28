import { defineCommand } from '../core/command.ts'
import { readOrigin } from '../core/flag-values.ts'
import { secretsFolder } from '../production/production-facts.ts'
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
    return secretFilesPlan(secretsFolder(context), readOrigin('--origin', flags.origin).origin)
  },
  text: ({ written, kept }) =>
    [...written.map((name) => `written: ${name}`), ...kept.map((name) => `kept as it is: ${name}`)].join(
      '\n',
    ),
})
