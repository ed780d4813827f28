/**
 * Fails where `.env.production.example` and the services' schemas differ: a variable that is missing, unknown, required
 * but behind `#` (or the other way round), without its comment, or a secret that is not called one.
 */
import { readFileSync } from 'node:fs'
import type { TObject } from 'typebox'
import * as backend from '../services/backend/src/config.ts'
import * as frontend from '../services/frontend/src/server/config.ts'
import * as keeper from '../services/keeper/src/config.ts'
import * as scraper from '../services/scraper/src/config.ts'
import * as translation from '../services/translation/src/config.ts'
import * as video from '../services/video/src/config.ts'

interface Program {
  readonly schema: TObject
  readonly secrets: readonly string[]
  /** Variables of the machine or the image, which an operator does not set. */
  readonly ambient?: readonly string[]
  /** Variables that another container of the stack reads from the same file. */
  readonly others?: readonly string[]
}

const programs: Readonly<Record<string, Program>> = {
  '.env.backend': {
    schema: backend.configSchema,
    secrets: backend.secretNames,
    others: ['POSTGRES_PASSWORD', 'REDIS_PASSWORD', 'ENABLE_GRAFANA', 'GRAFANA_PASSWORD'],
  },
  '.env.translation': {
    schema: translation.configSchema,
    secrets: translation.secretNames,
    ambient: ['PATH'],
  },
  '.env.scraper': { schema: scraper.configSchema, secrets: scraper.secretNames },
  '.env.video': { schema: video.configSchema, secrets: video.secretNames },
  '.env.keeper': {
    schema: keeper.configSchema,
    secrets: keeper.secretNames,
    ambient: ['MIGRATIONS_DIR'],
    others: ['ALERT_EMAIL_TO', 'ALERT_GROUP_WAIT', 'ALERT_GROUP_INTERVAL', 'ALERT_REPEAT_INTERVAL'],
  },
  '.env.frontend': {
    schema: frontend.configSchema,
    secrets: frontend.secretNames,
    ambient: ['NEXT_MANUAL_SIG_HANDLE'],
  },
}

interface Entry {
  readonly required: boolean
  readonly comment: string
}

/** The example's variables by file, each with the comment above it. */
function parseExample(text: string): Map<string, Map<string, Entry>> {
  const files = new Map<string, Map<string, Entry>>()
  let entries = new Map<string, Entry>()
  let comment: string[] = []
  for (const line of text.split('\n')) {
    const section = /^# ===== (\S+) =====$/.exec(line)?.[1]
    const variable = /^(# )?([A-Z][A-Z0-9_]*)=/.exec(line)
    if (section) {
      entries = new Map()
      files.set(section, entries)
    } else if (variable?.[2]) {
      entries.set(variable[2], { required: !variable[1], comment: comment.join(' ') })
    }
    comment = line.startsWith('# ') && !section && !variable ? [...comment, line.slice(2)] : []
  }
  return files
}

function faultsOf(file: string, program: Program, entries: ReadonlyMap<string, Entry>): string[] {
  const { schema, secrets, ambient = [], others = [] } = program
  const names = Object.keys(schema.properties).filter((name) => !ambient.includes(name))
  const faults = names
    .filter((name) => !entries.has(name))
    .map((name) => `${name} is missing`)
    .concat(
      [...entries.keys()]
        .filter((name) => !names.includes(name) && !others.includes(name))
        .map((name) => `${name} is read by no code`),
    )
  for (const name of names) {
    const entry = entries.get(name)
    if (!entry) continue
    const property = schema.properties[name]
    const required = Boolean(schema.required?.includes(name)) && !(property && 'default' in property)
    const secret = /\bSecret\b/.test(entry.comment)
    if (entry.comment === '') faults.push(`${name} has no comment above it`)
    if (entry.required !== required && file !== '.env.frontend') {
      faults.push(
        `${name} is ${required ? 'required, but stands behind #' : 'optional, but stands without #'}`,
      )
    }
    if (secret !== secrets.includes(name)) {
      faults.push(`${name} is ${secret ? 'called a secret, but is none' : 'a secret, but is not called one'}`)
    }
  }
  return faults.map((fault) => `${file}: ${fault}`)
}

const example = parseExample(readFileSync(new URL('../.env.production.example', import.meta.url), 'utf8'))
const faults = Object.entries(programs).flatMap(([file, program]) =>
  faultsOf(file, program, example.get(file) ?? new Map()),
)
if (faults.length > 0) {
  process.stderr.write(
    `.env.production.example does not match the code:\n${faults.map((f) => `  ${f}\n`).join('')}`,
  )
  process.exitCode = 1
}
