import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  logLevelSchema,
  nodeEnvSchema,
  parseEnv,
  portSchema,
  telemetrySchema,
  telemetrySecrets,
} from '@parlance/service-kit'
import { type Static, Type } from 'typebox'

const mebibyte = 1_048_576

/** The environment of the video service. */
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
    description: 'the version that logs are told',
  }),
  FFMPEG_PATH: Type.Optional(
    Type.String({ description: 'where ffmpeg is, with ffprobe beside it; looked for where absent' }),
  ),
  MAX_VIDEO_CONCURRENT: Type.Integer({
    minimum: 1,
    maximum: 32,
    default: 1,
    description: 'renditions encoded at once',
  }),
  VIDEO_THREADS: Type.Integer({
    minimum: 0,
    maximum: 64,
    default: 0,
    description: 'threads of one encoding; 0 = one a core',
  }),
  VIDEO_SCRATCH_DIR: Type.String({
    minLength: 1,
    default: join(tmpdir(), 'parlance-video'),
    description:
      'where sources and unfinished results are kept for a while, each instance in a folder of its own',
  }),
  VIDEO_SCRATCH_MIB: Type.Integer({
    minimum: 64,
    default: 20_480,
    description: 'how much of sources is kept there, in MiB',
  }),
  VIDEO_MAX_SOURCE_MIB: Type.Integer({
    minimum: 1,
    default: 2_048,
    description: 'the largest source, in MiB',
  }),
  VIDEO_MAX_SECONDS: Type.Integer({
    minimum: 1,
    default: 3_600,
    description: 'the longest video, in seconds',
  }),
  VIDEO_MAX_PIXELS: Type.Integer({
    minimum: 1_024,
    default: 8_912_896,
    description: 'the most pixels of a frame; 4096 × 2176 where not told',
  }),
  VIDEO_MEMORY_MIB: Type.Integer({
    minimum: 256,
    default: 3_072,
    description: 'address space that one ffmpeg may take, in MiB',
  }),
})

/** Variables whose values are never shown, and may be files. */
export const secretNames = telemetrySecrets

/** The environment as parsed. */
export type Config = Static<typeof configSchema>

/**
 * Parses the environment.
 *
 * @throws EnvError
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config =>
  parseEnv(configSchema, env, { secrets: secretNames })

/** The limits of a video, from the environment. */
export const limitsOf = (config: Config): Limits => ({
  sourceBytes: config.VIDEO_MAX_SOURCE_MIB * mebibyte,
  scratchBytes: config.VIDEO_SCRATCH_MIB * mebibyte,
  memoryBytes: config.VIDEO_MEMORY_MIB * mebibyte,
  seconds: config.VIDEO_MAX_SECONDS,
  pixels: config.VIDEO_MAX_PIXELS,
  threads: config.VIDEO_THREADS,
})

/** What a video, and the work on it, may take. */
export interface Limits {
  readonly sourceBytes: number
  /** Of all sources kept together. */
  readonly scratchBytes: number
  /** Address space of one ffmpeg. */
  readonly memoryBytes: number
  readonly seconds: number
  /** Of one frame. */
  readonly pixels: number
  /** Of one encoding; 0 = one a core. */
  readonly threads: number
}
