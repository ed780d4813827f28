/**
 * Looks after neural models: `list`, `pull <id> [--dtype q8] [--revision main]`, `rm <id>`, where an id is a hub's, or
 * `bergamot[:<language or direction>]`; with `--json` one object a line.
 * `manage models:*` runs it. Exit codes: 0 done, 1 failed, 2 wrong usage.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { EnvError, parseEnv } from '@parlance/service-kit'
import { Type } from 'typebox'
import { configSchema } from './config.ts'
import { pairsOf } from './engines/bergamot/registry.ts'
import { parseEngineSpec } from './engines/spec.ts'
import { runModels } from './models/model-commands.ts'
import { jsonReport, textReport } from './models/report.ts'

const usage = 'usage: models-main <list | pull <id> [--dtype q8] [--revision main] | rm <id>> [--json]\n'

const { properties } = configSchema
const schema = Type.Object({
  MODELS_DIR: properties.MODELS_DIR,
  MODEL_DTYPE: properties.MODEL_DTYPE,
  HF_ENDPOINT: properties.HF_ENDPOINT,
  HF_TOKEN: properties.HF_TOKEN,
  BERGAMOT_REGISTRY: properties.BERGAMOT_REGISTRY,
})

process.exitCode = await main()

async function main(): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        dtype: { type: 'string' },
        revision: { type: 'string', default: 'main' },
      },
    })
    const [verb, name, ...rest] = positionals
    const wellFormed =
      verb === 'list' ? name === undefined : (verb === 'pull' || verb === 'rm') && name !== undefined
    if (!verb || !wellFormed || rest.length > 0) {
      process.stderr.write(usage)
      return 2
    }
    const env = parseEnv(
      schema,
      { ...process.env, ...(values.dtype ? { MODEL_DTYPE: values.dtype } : {}) },
      { secrets: ['HF_TOKEN'] },
    )
    const abort = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => abort.abort(new Error('stopped')))
    const write = (text: string) => void process.stdout.write(text)
    const report = values.json ? jsonReport(write) : textReport(write, process.stdout.isTTY === true)
    const id = name === undefined ? '' : modelId(name)
    return await runModels({
      verb: verb as 'list' | 'pull' | 'rm',
      id,
      revision: values.revision,
      dtype: env.MODEL_DTYPE,
      modelsFolder: resolve(env.MODELS_DIR),
      hub: { endpoint: env.HF_ENDPOINT, token: env.HF_TOKEN },
      registry: env.BERGAMOT_REGISTRY,
      signal: abort.signal,
      report,
    })
  } catch (error) {
    process.stderr.write(
      `${error instanceof EnvError ? error.message : `${(error as Error).message}\n${usage}`}\n`,
    )
    return 2
  }
}

/** `nllb-200-distilled-600M` and `onnx:Xenova/…` name the same as the hub id. */
function modelId(name: string): string {
  const spec = parseEngineSpec(name)
  if (spec?.kind === 'bergamot') {
    // Said here, a name that means nothing is wrong usage.
    pairsOf(name)
    return name
  }
  if (spec?.kind !== 'onnx') throw new Error(`“${name}” is no model to download: only neural models are`)
  return spec.value
}
