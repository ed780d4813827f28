import { parseEnv } from '@parlance/service-kit/env'
import { Type } from 'typebox'

/** `DATABASE_URL`. */
export const databaseUrl = Type.String({
  pattern: '^postgres(ql)?://',
  description: 'postgresql://user:password@host:5432/name',
})

/** What database-main.ts reads. */
const databaseConfigSchema = Type.Object({
  DATABASE_URL: databaseUrl,
  /** Where invitations lead; the program runs in the backend's container, which has it. */
  PUBLIC_URL: Type.Optional(Type.String()),
})

/** Reads the environment of the database program. @throws EnvError */
export function readDatabaseConfig(env: Readonly<Record<string, string | undefined>>) {
  return parseEnv(databaseConfigSchema, env, { secrets: ['DATABASE_URL'] })
}
