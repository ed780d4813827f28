import { originalAssetsSchema } from '@parlance/service-kit/asset-bucket'
import { parseEnv } from '@parlance/service-kit/env'
import { type TelemetrySettings, telemetrySchema, telemetrySecrets } from '@parlance/service-kit/telemetry'
import { Type } from 'typebox'

const httpUrl = '^https?://[^\\s/]+(/[^\\s]*)?$'

/** Every variable that the frontend reads, at run time; an image is built once and configured where it runs. */
export const configSchema = Type.Object({
  NODE_ENV: Type.Optional(Type.Enum(['development', 'production', 'test'])),
  BACKEND_URL: Type.String({ pattern: httpUrl, description: 'where this server reaches the backend' }),
  PUBLIC_API_URL: Type.String({
    pattern: `^$|${httpUrl}`,
    default: '',
    description: 'where browsers reach the backend; empty = the same origin, through the edge',
  }),
  PUBLIC_SITE_URL: Type.String({
    pattern: `^$|${httpUrl}`,
    default: '',
    description: 'the address people type, for links in sitemap and previews; empty = what the request says',
  }),
  ...originalAssetsSchema,
  PORT: Type.String({ pattern: '^\\d{1,5}$', default: '3000', description: 'port to listen on' }),
  HOSTNAME: Type.String({ default: '', description: 'address to listen on' }),
  APP_VERSION: Type.String({ default: '0.1.0', description: 'version shown by the health answer' }),
  NEXT_MANUAL_SIG_HANDLE: Type.String({
    default: '',
    description:
      'not empty = the server drains on SIGTERM; set in the image, together with Next.js leaving it to us',
  }),
  ...telemetrySchema,
})

/** Variables that may come as NAME_FILE and are never shown. */
export const secretNames = telemetrySecrets

/** The settings that pages and route handlers use. */
export interface Config {
  readonly production: boolean
  readonly backendUrl: string
  /** '' = same origin. */
  readonly publicApiUrl: string
  /** '' = as the request says. */
  readonly publicSiteUrl: string
  /** Another site whose pictures are shown here; '' = none. */
  readonly picturesOrigin: string
  readonly version: string
  /** Where traces and errors go. */
  readonly telemetry: TelemetrySettings
  /** SIGTERM is ours to handle. */
  readonly drains: boolean
}

const developmentDefaults = {
  BACKEND_URL: 'http://localhost:3002',
  PUBLIC_API_URL: 'http://localhost:3002',
  PORT: '3001',
}

/**
 * Settings out of the environment. Production gives no default to the backend's address.
 * @throws EnvError naming every variable at fault.
 */
export function readConfig(source: Readonly<Record<string, string | undefined>>): Config {
  const production = source.NODE_ENV === 'production'
  const given = production ? source : { ...developmentDefaults, ...source }
  const settings = parseEnv(configSchema, given, { secrets: secretNames })
  const version = settings.APP_VERSION
  const environment = production ? 'production' : 'development'
  return {
    production,
    backendUrl: settings.BACKEND_URL.replace(/\/$/, ''),
    publicApiUrl: settings.PUBLIC_API_URL.replace(/\/$/, ''),
    publicSiteUrl: settings.PUBLIC_SITE_URL.replace(/\/$/, ''),
    picturesOrigin: settings.ASSETS_ORIGINAL ?? '',
    version,
    telemetry: { ...settings, service: 'frontend', version, environment },
    drains: settings.NEXT_MANUAL_SIG_HANDLE !== '',
  }
}
