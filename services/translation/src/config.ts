import {
  logLevelSchema,
  nodeEnvSchema,
  parseEnv,
  portSchema,
  telemetrySchema,
  telemetrySecrets,
} from '@parlance/service-kit'
import { type Static, Type } from 'typebox'

/** The translation service's environment. */
export const configSchema = Type.Object({
  NODE_ENV: nodeEnvSchema,
  HOST: Type.String({ default: '127.0.0.1', description: 'address to listen on' }),
  PORT: portSchema('gRPC port', 50_051),
  METRICS_PORT: portSchema('port of /metrics and /health/live', 9_464),
  LOG_LEVEL: logLevelSchema,
  ...telemetrySchema,
  APP_VERSION: Type.String({ default: '0.0.0', description: 'shown in logs and metrics' }),
  BASIC_MODEL: Type.String({
    default: 'bergamot,apertium',
    description: 'what serves the basic tier; of several, the first that can',
  }),
  MEDIUM_MODEL: Type.String({ default: '', description: 'what serves the medium tier; empty = nothing' }),
  PREMIUM_MODEL: Type.String({ default: '', description: 'what serves the premium tier; empty = nothing' }),
  TRANSLATION_MAX_WORKERS: Type.Integer({
    minimum: 0,
    maximum: 64,
    default: 0,
    description: 'pipelines of a pair, threads of a model; 0 = one a core',
  }),
  TRANSLATION_QUEUE_DEPTH: Type.Integer({
    minimum: 100,
    maximum: 1_000_000,
    default: 20_000,
    description: 'segments that may wait before callers are told to come back',
  }),
  TRANSLATION_MEMORY_MB: Type.Integer({
    minimum: 1,
    maximum: 16_384,
    default: 32,
    description: 'hot memory in the process, in megabytes',
  }),
  MODELS_DIR: Type.String({ default: './models', description: 'folder of downloaded models' }),
  MODEL_IDLE_SECONDS: Type.Integer({
    minimum: 1,
    maximum: 86_400,
    default: 300,
    description: 'idle time after which a model or pipeline gives back its memory',
  }),
  MODEL_DTYPE: Type.String({
    default: 'q8',
    pattern: '^(fp32|fp16|q8|int8|uint8|q4|q4f16|bnb4)$',
    description: 'weights of neural models: fp32, fp16, q8, int8, uint8, q4, q4f16 or bnb4',
  }),
  APERTIUM_MODES_DIR: Type.String({
    default: '/usr/share/apertium/modes',
    description: "folder of Apertium's modes",
  }),
  REDIS_URL: Type.Optional(
    Type.String({ pattern: '^rediss?://', description: 'redis:// or rediss:// address' }),
  ),
  HF_ENDPOINT: Type.String({
    default: 'https://huggingface.co',
    pattern: '^https?://',
    description: 'address of the model hub',
  }),
  HF_TOKEN: Type.Optional(Type.String({ minLength: 1, description: 'token for gated models of the hub' })),
  BERGAMOT_REGISTRY: Type.String({
    default:
      'https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data/db/models.json',
    pattern: '^https?://',
    description: 'address of the list of Firefox Translations models',
  }),
  GEMINI_API_KEY: Type.Optional(Type.String({ minLength: 1, description: 'key of the Gemini API' })),
  GEMINI_BASE_URL: Type.String({
    default: 'https://generativelanguage.googleapis.com',
    pattern: '^https?://',
    description: 'address of the Gemini API',
  }),
  LIBRETRANSLATE_API_KEY: Type.Optional(
    Type.String({ minLength: 1, description: 'key of the LibreTranslate server, where it wants one' }),
  ),
  PATH: Type.String({ default: '/usr/bin:/bin', description: 'where programs are found' }),
})

/** Variables that are secrets: never shown, may be given as `NAME_FILE`. */
export const secretNames = [
  'GEMINI_API_KEY',
  'HF_TOKEN',
  'LIBRETRANSLATE_API_KEY',
  'REDIS_URL',
  ...telemetrySecrets,
] as const

/** The parsed environment. */
export type Config = Static<typeof configSchema>

/** Reads the translation service's environment. @throws EnvError naming every fault */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return parseEnv(configSchema, env, { secrets: secretNames })
}
