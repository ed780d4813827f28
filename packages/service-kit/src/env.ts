import { readFileSync } from 'node:fs'
import { type Static, type TObject, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'

/** A fault of the environment; one line per variable, by name, and never a secret's value. */
export class EnvError extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(`The environment is not valid:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.name = 'EnvError'
    this.faults = faults
  }
}

/** Options of {@link parseEnv}. */
export interface EnvOptions {
  /** Variables whose value is never shown, and which may be given as a file: `NAME_FILE=/run/secrets/name`. */
  readonly secrets?: readonly string[]
}

/**
 * Parses the environment once, by a schema: converts numbers and booleans, fills defaults, reads `NAME_FILE` of secrets.
 * An empty variable counts as absent, as in compose files (`NAME=${NAME:-}`).
 *
 * @throws EnvError naming every fault at once.
 */
export function parseEnv<T extends TObject>(
  schema: T,
  env: Readonly<Record<string, string | undefined>>,
  options: EnvOptions = {},
): Static<T> {
  const faults: string[] = []
  const given: Record<string, unknown> = {}
  for (const name of Object.keys(schema.properties)) {
    const value = options.secrets?.includes(name) ? readSecret(name, env, faults) : env[name]
    if (value !== undefined && value !== '') given[name] = value
  }
  const value = Value.Convert(schema, Value.Default(schema, given)) as Record<string, unknown>
  for (const [name, property] of Object.entries(schema.properties)) {
    if (faults.some((fault) => fault.startsWith(name))) continue
    const fault = faultOf(name, property, value[name], {
      required: schema.required?.includes(name) ?? false,
      secret: options.secrets?.includes(name) ?? false,
    })
    if (fault) faults.push(fault)
  }
  if (faults.length > 0) throw new EnvError(faults)
  return Value.Clean(schema, value) as Static<T>
}

function faultOf(
  name: string,
  schema: TSchema,
  value: unknown,
  { required, secret }: { required: boolean; secret: boolean },
): string | undefined {
  const description = (schema as { description?: string }).description
  const hint = description ? ` (${description})` : ''
  if (value === undefined) return required ? `${name} is missing${hint}` : undefined
  const [error] = Value.Errors(schema, value)
  if (!error) return undefined
  const shown = secret ? '' : `, but it is ${JSON.stringify(value)}`
  return `${name} ${error.message}${shown}${hint}`
}

function readSecret(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  faults: string[],
): string | undefined {
  const file = env[`${name}_FILE`]
  if (!file) return env[name]
  if (env[name]) {
    faults.push(`${name} and ${name}_FILE are both set: keep one`)
    return undefined
  }
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    faults.push(`${name}_FILE cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`)
    return undefined
  }
}

/** A TCP port, 0 = any free one. */
export const portSchema = (description: string, value?: number) =>
  Type.Integer({
    minimum: 0,
    maximum: 65_535,
    description,
    ...(value === undefined ? {} : { default: value }),
  })

/** `LOG_LEVEL`, in pino's words. */
export const logLevelSchema = Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
  default: 'info',
  description: 'how much is logged',
})

/** `NODE_ENV`. */
export const nodeEnvSchema = Type.Enum(['development', 'test', 'production'], {
  default: 'production',
  description: 'development, test or production',
})
