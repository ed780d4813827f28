import { type Config, readConfig } from './config.ts'

let parsed: Config | undefined

/** The program's settings; the one place that reads `process.env`. Throws on the first call if a setting is wrong. */
export function env(): Config {
  parsed ??= readConfig(process.env)
  return parsed
}
