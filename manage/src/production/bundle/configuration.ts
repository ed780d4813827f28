import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Step } from '../../core/steps.ts'
import { type SecretFileName, secretFileNames } from '../secret-files.ts'

/** What goes with a site of its env files: lines as they are written, and names of what stays at home. */
export interface CarriedConfiguration {
  lines: Readonly<Partial<Record<SecretFileName, readonly string[]>>>
  withheld: Readonly<Partial<Record<SecretFileName, readonly string[]>>>
}

/** Whatever may give somebody a right, or leads to a file of the old machine. */
const secretive =
  /SECRET|PASSWORD|PASSWD|TOKEN|KEY|PRIVATE|DSN|CREDENTIAL|HEADERS|WEBHOOK|_FILE$|^(DATABASE|REDIS|SMTP)_URL$/
/** A user or a password in an address. */
const withUser = /:\/\/[^\s/]*@/
const assignment = /^([A-Z][A-Z0-9_]*)=(.*)$/

/**
 * The variables that may leave a machine: those that `.env.production.example` knows and that hold no secret. Whatever
 * else is set is named, so that it can be set anew.
 */
export function carriedConfiguration(root: string, folder: string): CarriedConfiguration {
  const known = new Set(
    readFileSync(join(root, '.env.production.example'), 'utf8')
      .split('\n')
      .flatMap((line) => /^(?:# )?([A-Z][A-Z0-9_]*)=/.exec(line)?.[1] ?? []),
  )
  const lines: Partial<Record<SecretFileName, string[]>> = {}
  const withheld: Partial<Record<SecretFileName, string[]>> = {}
  for (const file of secretFileNames.filter((name) => existsSync(join(folder, name)))) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
      const [, name = '', value = ''] = assignment.exec(line) ?? []
      if (name === '') continue
      const goes = known.has(name) && !secretive.test(name) && !withUser.test(value) && onOneLine(value)
      const list = goes ? lines : withheld
      list[file] = [...(list[file] ?? []), goes ? line : name]
    }
  }
  return { lines, withheld }
}

/** A quote that is not closed goes on in the next line. */
const onOneLine = (value: string) => ["'", '"'].every((quote) => value.split(quote).length % 2 === 1)

/** Adds the carried variables that a file does not have yet. */
export const configurationSteps = (folder: string, { lines }: CarriedConfiguration): Step[] =>
  Object.entries(lines).map(([file, carried]) => ({
    summary: `add to ${join(folder, file)} what the bundle carries and it does not say`,
    act() {
      const path = join(folder, file)
      const text = readFileSync(path, 'utf8')
      const said = namesIn(text)
      const more = carried.filter((line) => !said.has(line.slice(0, line.indexOf('='))))
      if (more.length === 0) return
      const gap = text === '' || text.endsWith('\n') ? '' : '\n'
      appendFileSync(path, `${gap}${more.join('\n')}\n`)
    },
  }))

const namesIn = (text: string) =>
  new Set(text.split('\n').flatMap((line) => assignment.exec(line)?.[1] ?? []))

/** Variables that were set where the bundle comes from, and that an env file here does not say: to be set by a person. */
export const stillUnset = (folder: string, { withheld }: CarriedConfiguration): string[] =>
  Object.entries(withheld).flatMap(([file, names]) => {
    const path = join(folder, file)
    const said = namesIn(existsSync(path) ? readFileSync(path, 'utf8') : '')
    return names.filter((name) => !said.has(name)).map((name) => `${name} in ${file}`)
  })
