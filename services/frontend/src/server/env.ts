import { type Environment, parseEnvironment } from './env-schema.ts'

let parsed: Environment | undefined

/** The program's settings; the one place that reads `process.env`. Throws on the first call if a setting is wrong. */
export function env(): Environment {
  parsed ??= parseEnvironment(process.env)
  return parsed
}
