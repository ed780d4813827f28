import { parseEnv } from '@parlance/service-kit/env'
import { Type } from 'typebox'
import type { RetentionRule } from './backups/retention.ts'

const keeperConfigSchema = Type.Object({
  DATABASE_URL: Type.String({
    pattern: '^postgres(ql)?://',
    description: 'postgresql://user:password@host:5432/name',
  }),
  ASSETS_DIR: Type.String({ minLength: 1, description: 'folder for logos and screenshots' }),
  BACKUP_DIR: Type.String({ minLength: 1, description: 'folder that keeps the backups' }),
  MIGRATIONS_DIR: Type.String({ minLength: 1, description: 'folder of the migrations this version knows' }),
  BACKUP_KEEP: Type.String({
    pattern: '^[1-9]\\d{0,3}/\\d{1,4}/\\d{1,4}$',
    default: '7/5/12',
    description: 'days, weeks and months that keep a backup each',
  }),
  BACKUP_TIMEZONE: Type.String({ default: 'UTC', description: 'whose calendar counts, as Europe/Paris' }),
  APP_VERSION: Type.String({ default: 'unknown', description: 'version of Parlance' }),
})

/** Reads the environment of the keeper. @throws EnvError naming every variable at fault */
export function readKeeperConfig(env: Readonly<Record<string, string | undefined>>) {
  return parseEnv(keeperConfigSchema, env, { secrets: ['DATABASE_URL'] })
}

export type KeeperConfig = ReturnType<typeof readKeeperConfig>

/** What retention is asked for. @throws Error where there is no such time zone */
export function retentionRule({ BACKUP_KEEP, BACKUP_TIMEZONE }: KeeperConfig): RetentionRule {
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
