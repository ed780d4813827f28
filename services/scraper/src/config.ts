import {
  EnvError,
  logLevelSchema,
  nodeEnvSchema,
  parseEnv,
  portSchema,
  telemetrySchema,
  telemetrySecrets,
} from '@parlance/service-kit'
import { type Static, Type } from 'typebox'
import { type AllowedHosts, noAllowedHosts, parseAllowHosts } from './net/allow-hosts.ts'

/** The scraper's environment. */
export const configSchema = Type.Object({
  NODE_ENV: nodeEnvSchema,
  HOST: Type.String({ minLength: 1, description: 'the address to listen on' }),
  PORT: portSchema('the port of gRPC'),
  METRICS_PORT: portSchema('the port of /metrics and /health/live', 9_464),
  LOG_LEVEL: logLevelSchema,
  ...telemetrySchema,
  APP_VERSION: Type.String({
    default: '0.1.0',
    pattern: '^[\\w.+-]{1,64}$',
    description: 'the version that logs and sites are told',
  }),
  MAX_SCRAPER_CONCURRENT: Type.Integer({
    minimum: 1,
    maximum: 32,
    default: 2,
    description: 'pages read at once',
  }),
  PUPPETEER_EXECUTABLE_PATH: Type.Optional(
    Type.String({ description: 'where Chromium is; looked for where absent' }),
  ),
  SCRAPER_SANDBOX: Type.Enum(['auto', 'on', 'off'], {
    default: 'auto',
    description: "Chromium's own sandbox; auto is on unless the service runs as root",
  }),
  SCRAPER_ALLOW_HOSTS: Type.Optional(
    Type.String({ description: 'loopback hosts that may be read, host[:port],…; never in production' }),
  ),
  SCRAPER_HOST_DELAY_MS: Type.Integer({
    minimum: 0,
    maximum: 60_000,
    default: 250,
    description: 'the pause between requests to one host, in milliseconds',
  }),
  SCRAPER_CONTACT_URL: Type.Optional(
    Type.String({ pattern: '^https?://', description: 'where sites that we read learn who reads them' }),
  ),
  GEMINI_API_KEY: Type.Optional(Type.String({ description: 'has descriptions written by Gemini' })),
  GEMINI_BASE_URL: Type.String({
    default: 'https://generativelanguage.googleapis.com',
    pattern: '^https?://',
    description: 'where Gemini is asked',
  }),
  GEMINI_MODEL: Type.String({
    default: 'gemini-2.5-flash',
    pattern: '^[\\w.-]+$',
    description: 'which Gemini',
  }),
  GEMINI_DAILY_TOKENS: Type.Integer({
    minimum: 0,
    default: 2_000_000,
    description:
      'tokens that descriptions may cost in a day, by UTC, then pages have their own words; 0 = no limit',
  }),
})

/** Variables whose values are never shown, and may be files. */
export const secretNames = ['GEMINI_API_KEY', ...telemetrySecrets] as const

/** The environment as parsed. */
export type Config = Static<typeof configSchema> & { readonly allowed: AllowedHosts }

/**
 * Parses the environment.
 *
 * @throws EnvError; production refuses SCRAPER_ALLOW_HOSTS
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = parseEnv(configSchema, env, { secrets: secretNames })
  return { ...parsed, allowed: allowedHosts(parsed) }
}

function allowedHosts({ SCRAPER_ALLOW_HOSTS: text, NODE_ENV }: Static<typeof configSchema>): AllowedHosts {
  if (text === undefined) return noAllowedHosts
  if (NODE_ENV === 'production') {
    throw new EnvError([
      'SCRAPER_ALLOW_HOSTS opens loopback to scraping and is not allowed in production: remove it',
    ])
  }
  try {
    return parseAllowHosts(text)
  } catch (error) {
    throw new EnvError([
      `SCRAPER_ALLOW_HOSTS is not valid: ${error instanceof Error ? error.message : error}`,
    ])
  }
}
