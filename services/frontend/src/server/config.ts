import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

const httpUrl = '^https?://[^\\s/]+(/[^\\s]*)?$'

/** Every variable that the frontend reads, at run time; an image is built once and configured where it runs. */
export const configSchema = Type.Object({
  NODE_ENV: Type.Optional(Type.Enum(['development', 'production', 'test'])),
  BACKEND_URL: Type.String({ pattern: httpUrl, description: 'Where this server reaches the backend' }),
  PUBLIC_API_URL: Type.String({
    pattern: `^$|${httpUrl}`,
    description: 'Where browsers reach the backend; empty = the same origin, through the edge',
  }),
  PUBLIC_SITE_URL: Type.String({
    pattern: `^$|${httpUrl}`,
    description: 'The address people type, for links in sitemap and previews; empty = what the request says',
  }),
  PORT: Type.String({ pattern: '^\\d{1,5}$', description: 'Port to listen on' }),
  HOSTNAME: Type.String({ description: 'Address to listen on' }),
  APP_VERSION: Type.String({ description: 'Version shown by the health answer' }),
  NEXT_MANUAL_SIG_HANDLE: Type.String({
    description:
      'Not empty = the server drains on SIGTERM; set in the image, together with Next.js leaving it to us',
  }),
  SENTRY_DSN: Type.String({
    pattern: `^$|${httpUrl}`,
    description: 'Where errors are reported; empty = nowhere',
  }),
})

/** The settings that pages and route handlers use. */
export interface Config {
  readonly production: boolean
  readonly backendUrl: string
  /** '' = same origin. */
  readonly publicApiUrl: string
  /** '' = as the request says. */
  readonly publicSiteUrl: string
  readonly version: string
  readonly sentryDsn: string
  /** SIGTERM is ours to handle. */
  readonly drains: boolean
}

const developmentDefaults = {
  BACKEND_URL: 'http://localhost:3002',
  PUBLIC_API_URL: 'http://localhost:3002',
  PORT: '3001',
}
const defaults = {
  PUBLIC_API_URL: '',
  PUBLIC_SITE_URL: '',
  PORT: '3000',
  HOSTNAME: '',
  APP_VERSION: '0.1.0',
  SENTRY_DSN: '',
  NEXT_MANUAL_SIG_HANDLE: '',
}

/**
 * Settings out of the environment. Production gives no default to the backend's address.
 * @throws Error naming every variable at fault, never its value.
 */
export function readConfig(source: Readonly<Record<string, string | undefined>>): Config {
  const production = source.NODE_ENV === 'production'
  const known = Object.fromEntries(
    Object.keys(configSchema.properties).flatMap((name) =>
      source[name] === undefined ? [] : [[name, source[name]]],
    ),
  )
  const value = { ...defaults, ...(production ? {} : developmentDefaults), ...known }
  if (!Value.Check(configSchema, value)) throw new Error(faultsOf(value))
  const settings: Static<typeof configSchema> = value
  return {
    production,
    backendUrl: settings.BACKEND_URL.replace(/\/$/, ''),
    publicApiUrl: settings.PUBLIC_API_URL.replace(/\/$/, ''),
    publicSiteUrl: settings.PUBLIC_SITE_URL.replace(/\/$/, ''),
    version: settings.APP_VERSION,
    sentryDsn: settings.SENTRY_DSN,
    drains: settings.NEXT_MANUAL_SIG_HANDLE !== '',
  }
}

function faultsOf(value: Record<string, unknown>): string {
  const lines = Object.entries(configSchema.properties)
    .filter(
      ([name, schema]) =>
        !(value[name] === undefined ? Type.IsOptional(schema) : Value.Check(schema, value[name])),
    )
    .map(([name, schema]) => {
      const meaning = 'description' in schema ? ` (${schema.description})` : ''
      return `- ${name}: ${value[name] === undefined ? 'is missing' : 'has a wrong value'}${meaning}`
    })
  return `The frontend cannot start with this environment:\n${lines.join('\n')}`
}
