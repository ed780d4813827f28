import { logLevelSchema, parseEnv, portSchema } from '@parlance/service-kit/env'
import { type Static, Type } from 'typebox'

const socketSchema = Type.String({
  minLength: 1,
  default: '/run/filter/docker.sock',
  description: "the filter's socket",
})
const notesSchema = Type.String({
  minLength: 1,
  default: '/notes',
  description: 'folder in which manage writes what previews there are',
})
const seconds = (value: number, description: string) =>
  Type.Integer({ minimum: 1, maximum: 2_592_000, default: value, description })

const gatewaySchema = Type.Object({
  HOST: Type.String({ default: '127.0.0.1', description: 'address to listen on' }),
  PORT: portSchema('port to listen on', 8080),
  LOG_LEVEL: logLevelSchema,
  APP_VERSION: Type.String({ default: 'unknown', description: 'version of Parlance' }),
  FILTER_SOCKET: socketSchema,
  PREVIEW_NOTES: notesSchema,
  PREVIEW_ORIGIN: Type.String({
    pattern: '^https?://[a-z0-9.-]+(:\\d{1,5})?$',
    default: 'http://preview.localhost:8080',
    description: 'where previews are: each is a name before this host',
  }),
  PREVIEW_SECRET: Type.String({ minLength: 32, description: 'by which links and cookies are signed' }),
  PREVIEW_SITE: Type.Optional(
    Type.String({
      pattern: '^https?://[^/?#\\s]+$',
      description: 'the site whose editors may see previews that are for them',
    }),
  ),
  PREVIEW_IDLE: seconds(3_600, 'seconds without use after which a preview is stopped'),
  PREVIEW_MOST: Type.Integer({
    minimum: 1,
    maximum: 1_000,
    default: 5,
    description: 'previews that may run at once',
  }),
  PREVIEW_WAIT: seconds(120, 'seconds that a program waits for a preview that is being woken'),
  PREVIEW_WAKE: seconds(180, 'seconds after which a wake is given up'),
})

export type GatewayConfig = Static<typeof gatewaySchema>

/** @throws EnvError naming every variable at fault */
export const readGatewayConfig = (env: Readonly<Record<string, string | undefined>>) =>
  parseEnv(gatewaySchema, env, { secrets: ['PREVIEW_SECRET'] })

const filterSchema = Type.Object({
  LOG_LEVEL: logLevelSchema,
  APP_VERSION: Type.String({ default: 'unknown', description: 'version of Parlance' }),
  DOCKER_SOCKET: Type.String({
    minLength: 1,
    default: '/var/run/docker.sock',
    description: "Docker's own socket",
  }),
  FILTER_SOCKET: socketSchema,
  PREVIEW_NOTES: notesSchema,
})

/** @throws EnvError naming every variable at fault */
export const readFilterConfig = (env: Readonly<Record<string, string | undefined>>) =>
  parseEnv(filterSchema, env)
