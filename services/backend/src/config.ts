import {
  assetBucketSchema,
  assetBucketSecrets,
  originalAssetsSchema,
} from '@parlance/service-kit/asset-bucket'
import { EnvError, logLevelSchema, nodeEnvSchema, parseEnv, portSchema } from '@parlance/service-kit/env'
import { telemetrySchema, telemetrySecrets } from '@parlance/service-kit/telemetry'
import { type Static, Type } from 'typebox'
import { databaseUrl } from './database/database-config.ts'
import { readSchedule } from './features/revisits/schedule.ts'

const address = (description: string) =>
  Type.String({ pattern: '^[^:/\\s]+:\\d+$|^\\[.+\\]:\\d+$', description })

/** What the backend reads from its environment. */
export const configSchema = Type.Object({
  NODE_ENV: nodeEnvSchema,
  HOST: Type.String({ default: '0.0.0.0', description: 'address to listen on' }),
  PORT: portSchema('port to listen on', 3001),
  LOG_LEVEL: logLevelSchema,
  ...telemetrySchema,
  APP_VERSION: Type.String({ default: '0.1.0', description: 'version shown by /health' }),
  DATABASE_URL: databaseUrl,
  REDIS_URL: Type.Optional(
    Type.String({
      pattern: '^rediss?://',
      description: 'redis://host:6379; absent = one node, all in the process',
    }),
  ),
  JWT_SECRET: Type.String({ minLength: 32, description: 'at least 32 characters; signs the access tokens' }),
  CORS_ORIGIN: Type.String({
    description: "origins of the site, separated by commas, such as 'https://example.org'",
  }),
  TRANSLATION_ADDRESS: address('host:port of the translation service'),
  SCRAPER_ADDRESS: address('host:port of the scraper service'),
  VIDEO_ADDRESS: Type.Optional(address('host:port of the video service; absent: no videos are taken')),
  VIDEO_MAX_MB: Type.Integer({
    minimum: 1,
    maximum: 2_047,
    default: 1_024,
    description: 'megabytes of the file of one video, at most',
  }),
  VIDEO_MAX_MB_PER_PERSON: Type.Integer({
    minimum: 1,
    maximum: 1_000_000,
    default: 5_120,
    description: 'megabytes of all videos of one person, at most; editors have no such limit',
  }),
  TRANSCRIPTION_URL: Type.Optional(
    Type.String({
      pattern: '^https?://[^\\s?#]+$',
      description:
        "engine that writes down what is said in videos, as OpenAI's: https://api.openai.com; absent: none does",
    }),
  ),
  TRANSCRIPTION_MODEL: Type.String({
    minLength: 1,
    default: 'whisper-1',
    description: 'model that the engine is asked for',
  }),
  TRANSCRIPTION_API_KEY: Type.Optional(
    Type.String({ minLength: 1, pattern: '^[\\x21-\\x7e]+$', description: 'key of that engine' }),
  ),
  ENABLE_SCRAPER: Type.Boolean({
    default: true,
    description: 'true or false: whether a scraper belongs to this installation',
  }),
  SCRAPER_SCHEDULE: Type.String({
    default: '',
    description:
      "when pages of listings are read again, as crontab writes it, such as '0 3 * * *'; '' = never",
  }),
  SCRAPER_VISITS_PER_HOST: Type.Integer({
    minimum: 1,
    maximum: 1_000,
    default: 20,
    description: 'pages of one host that are read again at one time of the schedule, at most',
  }),
  ASSETS_DIR: Type.String({ minLength: 1, description: 'folder for logos and screenshots' }),
  ...assetBucketSchema,
  ...originalAssetsSchema,
  TRUSTED_PROXIES: Type.String({
    default: '',
    description:
      "addresses, networks or host names of the proxies whose X-Forwarded-For is believed, separated by commas; '' = none",
  }),
  SUBMISSIONS: Type.Optional(
    Type.Enum(['open', 'review'], {
      description:
        'whether what people submit is listed at once or waits for an editor; absent: open in development, review in production',
    }),
  ),
  SIGN_UP: Type.Optional(
    Type.Enum(['open', 'invite', 'closed'], {
      description:
        'who may have an account: everybody (needs mail), who is invited, or nobody new; absent: open in development, invite in production',
    }),
  ),
  SECOND_FACTOR: Type.Enum(['nobody', 'administrators', 'editors'], {
    default: 'nobody',
    description: 'of whom a second factor is demanded; editors: of administrators as well',
  }),
  SMTP_URL: Type.Optional(
    Type.String({
      pattern: '^smtps?://',
      description: 'smtp://user:password@host:587 or smtps://…; absent: no mail (in development: in the log)',
    }),
  ),
  MAIL_FROM: Type.Optional(
    Type.String({ minLength: 3, description: "from whom mail is; absent: noreply at the site's host" }),
  ),
  PUBLIC_URL: Type.Optional(
    Type.String({ pattern: '^https?://', description: "the site's address; https makes cookies secure" }),
  ),
  PREVIEW_ORIGIN: Type.Optional(
    Type.String({
      pattern: '^https?://[a-z0-9.-]+(:\\d{1,5})?$',
      description:
        "where previews are that are for this site's editors; manage preview:up --access site writes it",
    }),
  ),
  PREVIEW_SITE_KEY: Type.Optional(
    Type.String({ minLength: 32, description: 'signs who may see them; written by the same' }),
  ),
})
export type Config = Static<typeof configSchema>

/** Variables that may come as NAME_FILE and are never shown. */
export const secretNames = [
  'DATABASE_URL',
  'REDIS_URL',
  'JWT_SECRET',
  'SMTP_URL',
  'TRANSCRIPTION_API_KEY',
  'PREVIEW_SITE_KEY',
  ...assetBucketSecrets,
  ...telemetrySecrets,
] as const

/** Reads the backend's environment. @throws EnvError naming every fault */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const config = parseEnv(configSchema, env, { secrets: secretNames })
  if (config.SCRAPER_SCHEDULE === '') return config
  try {
    readSchedule(config.SCRAPER_SCHEDULE)
  } catch {
    throw new EnvError([
      `SCRAPER_SCHEDULE is "${config.SCRAPER_SCHEDULE}", which is no schedule: write one as 0 3 * * * (every day at three)`,
    ])
  }
  return config
}
