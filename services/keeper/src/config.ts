import { assetBucketSchema, assetBucketSecrets } from '@parlance/service-kit/asset-bucket'
import { logLevelSchema, parseEnv, portSchema } from '@parlance/service-kit/env'
import { telemetrySchema, telemetrySecrets } from '@parlance/service-kit/telemetry'
import { Cron } from 'croner'
import { Type } from 'typebox'
import type { RetentionRule } from './backups/retention.ts'

const shared = {
  DATABASE_URL: Type.String({
    pattern: '^postgres(ql)?://',
    description: 'postgresql://user:password@host:5432/name',
  }),
  ASSETS_DIR: Type.String({ minLength: 1, description: 'folder for logos and screenshots' }),
  ...assetBucketSchema,
  BACKUP_DIR: Type.String({ minLength: 1, description: 'folder that keeps the backups' }),
  MIGRATIONS_DIR: Type.String({ minLength: 1, description: 'folder of the migrations this version knows' }),
  BACKUP_KEEP: Type.String({
    pattern: '^[1-9]\\d{0,3}/\\d{1,4}/\\d{1,4}$',
    default: '7/5/12',
    description: 'days, weeks and months that keep a backup each',
  }),
  BACKUP_TIMEZONE: Type.String({ default: 'UTC', description: 'whose calendar counts, as Europe/Paris' }),
  APP_VERSION: Type.String({ default: 'unknown', description: 'version of Parlance' }),
  BACKUP_WAL_DAYS: Type.Integer({
    minimum: 1,
    maximum: 365,
    default: 7,
    description: 'days back to which any moment can be restored, where BACKUP_WAL is set',
  }),
  POSTGRES_TOOLS: Type.String({
    minLength: 1,
    default: '/usr/lib/postgresql/17/bin',
    description: "folder of PostgreSQL 17's own tools, for point in time",
  }),
  BACKUP_OFFSITE: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'where copies go: a folder, or a bucket as s3:https://host/bucket/prefix',
    }),
  ),
  BACKUP_KEY: Type.Optional(
    Type.String({
      pattern: 'AGE-SECRET-KEY-',
      description: 'age identity by which copies are encrypted; age-keygen makes one',
    }),
  ),
  AWS_ACCESS_KEY_ID: Type.Optional(Type.String({ minLength: 1, description: 'who the bucket knows' })),
  AWS_SECRET_ACCESS_KEY: Type.Optional(Type.String({ minLength: 1, description: 'its secret' })),
  AWS_REGION: Type.String({ default: 'us-east-1', description: 'region of the bucket' }),
}

const keeperConfigSchema = Type.Object(shared)

/** Reads the environment of a program that is run for one thing. @throws EnvError naming every variable at fault */
export function readKeeperConfig(env: Readonly<Record<string, string | undefined>>) {
  return parseEnv(keeperConfigSchema, env, { secrets: secretNames })
}

export type KeeperConfig = ReturnType<typeof readKeeperConfig>

export const secretNames: readonly string[] = [
  ...telemetrySecrets,
  'DATABASE_URL',
  'ALERT_WEBHOOK_URL',
  'BACKUP_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  ...assetBucketSecrets,
  'SMTP_URL',
]

/** Everything that the service reads. */
export const configSchema = Type.Object({
  ...shared,
  HOST: Type.String({ default: '127.0.0.1', description: 'address to listen on' }),
  PORT: portSchema('port for health and metrics', 3004),
  LOG_LEVEL: logLevelSchema,
  ...telemetrySchema,
  ENABLE_AUTO_BACKUP: Type.Boolean({ default: true, description: 'backs up by itself' }),
  BACKUP_SCHEDULE: Type.String({
    default: '0 2 * * *',
    description: 'when, as crontab writes it: minute hour day month weekday',
  }),
  ASSET_CLEANUP_SCHEDULE: Type.String({
    default: '0 4 * * 0',
    description: 'when images that nothing uses are removed; never = not by itself',
  }),
  BACKUP_DRILL_SCHEDULE: Type.String({
    default: '0 5 1 * *',
    description: 'when the disaster is practised from the copies elsewhere; never = not by itself',
  }),
  BACKUP_WAL: Type.Boolean({
    default: false,
    description: 'keeps the write-ahead log as it is written, so that any moment can be restored',
  }),
  BACKUP_WAL_KEEP_MB: Type.Integer({
    minimum: 64,
    default: 2_048,
    description: 'most log that the server keeps for a keeper that is away, in megabytes',
  }),
  BACKUP_WAL_FREE_MB: Type.Integer({
    minimum: 0,
    default: 1_024,
    description: 'the stream is given up where less is free on the disk of the backups, in megabytes',
  }),
  HEALTH_CHECK_INTERVAL: Type.Integer({
    minimum: 5,
    maximum: 86_400,
    default: 300,
    description: 'seconds between two looks at the backups',
  }),
  EDGE_SITE: Type.String({
    default: '',
    description: 'what the edge serves, as Caddy has it; its certificate is watched',
  }),
  EDGE_ADDRESS: Type.String({
    pattern: '^[^:\\s]+:\\d{1,5}$',
    default: 'edge:443',
    description: 'host:port where the edge speaks TLS',
  }),
  ALERT_WEBHOOK_URL: Type.Optional(
    Type.String({
      pattern: '^https?://',
      description: 'gets a JSON document when backups begin to fail, and when they work again',
    }),
  ),
  ALERT_EMAIL_TO: Type.Optional(
    Type.String({ minLength: 3, description: 'who is told the same by mail, separated by commas' }),
  ),
  SMTP_URL: Type.Optional(
    Type.String({
      pattern: '^smtps?://',
      description: 'mail server that sends it: smtp://user:password@host:587, or smtps://',
    }),
  ),
  MAIL_FROM: Type.Optional(Type.String({ minLength: 3, description: 'from whom that mail is' })),
})

/** Reads the environment of the service. @throws EnvError naming every variable at fault */
export function readServiceConfig(env: Readonly<Record<string, string | undefined>>) {
  return parseEnv(configSchema, env, { secrets: secretNames })
}

export type ServiceConfig = ReturnType<typeof readServiceConfig>

/** What retention is asked for. @throws Error where there is no such time zone */
export function retentionRule({
  BACKUP_KEEP,
  BACKUP_TIMEZONE,
}: Pick<KeeperConfig, 'BACKUP_KEEP' | 'BACKUP_TIMEZONE'>): RetentionRule {
  const [days = 0, weeks = 0, months = 0] = BACKUP_KEEP.split('/').map(Number)
  try {
    new Intl.DateTimeFormat('en', { timeZone: BACKUP_TIMEZONE })
  } catch {
    throw new Error(
      `BACKUP_TIMEZONE is "${BACKUP_TIMEZONE}", which is no time zone: write one as Europe/Paris`,
    )
  }
  return { days, weeks, months, zone: BACKUP_TIMEZONE }
}

/** A schedule of the configuration as a clock that is not started. @throws Error where it is no schedule */
export function scheduleOf<
  Name extends 'BACKUP_SCHEDULE' | 'ASSET_CLEANUP_SCHEDULE' | 'BACKUP_DRILL_SCHEDULE',
>(name: Name, config: Pick<ServiceConfig, Name | 'BACKUP_TIMEZONE'>): Cron {
  try {
    return new Cron(config[name], { timezone: config.BACKUP_TIMEZONE, paused: true, protect: true })
  } catch (cause) {
    throw new Error(
      `${name} is "${config[name]}", which is no schedule: write one as 0 2 * * * (every day at two)`,
      { cause },
    )
  }
}
