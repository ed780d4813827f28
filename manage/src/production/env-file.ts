/** Variables of a file as Compose's env_file reads it: `NAME=value`, comments, values in quotes. */
export function parseEnvFile(text: string): Record<string, string> {
  const variables: Record<string, string> = {}
  for (const line of text.split('\n')) {
    const [, name, value = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=(.*)$/.exec(line) ?? []
    if (name === undefined) continue
    const trimmed = value.trim()
    const quoted = /^(['"])(.*)\1$/.exec(trimmed)
    variables[name] = quoted ? (quoted[2] ?? '') : trimmed.replace(/\s+#.*$/, '')
  }
  return variables
}
