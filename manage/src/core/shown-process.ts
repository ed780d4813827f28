import type { ProcessSpec } from './process-spec.ts'

const secretName = /SECRET|PASSWORD|PASSWD|TOKEN|API_KEY|PRIVATE|DSN|CREDENTIAL/i

/** The value as it may be shown: secrets by name, and passwords inside URLs, are replaced. */
export function maskSecret(name: string, value: string): string {
  if (secretName.test(name) && !name.endsWith('_FILE')) return '***'
  return value.replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi, '$1:***@')
}

/** A command with its secrets masked, for `--dry-run` and error reports. */
export function maskCommand(command: ProcessSpec): ProcessSpec {
  return {
    ...command,
    args: command.args.map((arg) => maskSecret('', arg)),
    ...(command.env
      ? {
          env: Object.fromEntries(
            Object.entries(command.env).map(([name, value]) => [name, maskSecret(name, value)]),
          ),
        }
      : {}),
  }
}

const quote = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)

/** A command as a line that can be pasted into a POSIX shell, secrets masked. */
export function formatCommand(command: ProcessSpec): string {
  const { file, args, env = {}, cwd } = maskCommand(command)
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${quote(value)}`)
  const line = [...assignments, quote(file), ...args.map(quote)].join(' ')
  return cwd === undefined ? line : `(cd ${quote(cwd)} && ${line})`
}
