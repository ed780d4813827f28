import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliDecompressSync } from 'node:zlib'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import { escapeIdentifier, Pool, type PoolConfig, types } from 'pg'
import { withDatabase } from './database-address.ts'

type AdapterFactory = Parameters<typeof bindMigrationAwareSqlAdapterFactory>[0]
type Adapter = Awaited<ReturnType<AdapterFactory['connect']>>
type Bindings = typeof import('@prisma/schema-engine-wasm/schema_engine_bg') & {
  SchemaEngine: typeof SchemaEngine
}

/** Node has it; the types of the standard library name it for browsers alone. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    instantiate(
      bytes: Uint8Array,
      imports: object,
    ): Promise<{ instance: { exports: Record<string, unknown> } }>
  }
}

/** Milliseconds that a statement waits for a lock, and that others get before the next attempt; about a minute in all. */
const lockTimeoutMs = 250
const lockPauseMs = 750
const lockAttempts = 60
/** PostgreSQL's code for a lock that was not had in time. */
const lockNotAvailable = '55P03'

let bindings: Promise<Bindings> | undefined

/** The file, or what an image has in its place: the same in a third of the bytes. */
async function readWasm(file: string): Promise<Uint8Array> {
  const packed = `${file}.br`
  return existsSync(packed) ? brotliDecompressSync(await readFile(packed)) : readFile(file)
}

/** Loads Prisma's schema engine once. The package's own entry is for bundlers: Node is given the bytes. */
function loadBindings(): Promise<Bindings> {
  bindings ??= (async () => {
    const require = createRequire(import.meta.url)
    const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
    const file = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm')
    const { instance } = await WebAssembly.instantiate(await readWasm(file), {
      './schema_engine_bg.js': glue,
    })
    const set = glue as unknown as { __wbg_set_wasm(exports: object): void }
    set.__wbg_set_wasm(instance.exports)
    ;(instance.exports.__wbindgen_start as () => void)()
    return glue as unknown as Bindings
  })()
  return bindings
}

/** A Prisma schema engine on one database; `Symbol.asyncDispose` ends its connections. */
export interface Engine extends AsyncDisposable {
  readonly run: SchemaEngine
  /** What the server said of the last script that failed; the engine itself says "external connector error". */
  fault(): string | undefined
  /** Writes that into the history of the migrations that failed, for whoever asks later. */
  noteFault(): Promise<void>
}

/**
 * Opens Prisma's schema engine (WebAssembly, no binary) on the database of a connection string.
 *
 * @param datamodel the Prisma schema, as text.
 */
export async function openEngine(url: string, datamodel: string): Promise<Engine> {
  const { SchemaEngine } = await loadBindings()
  const pool = enginePool({ connectionString: url })
  let fault: string | undefined
  const failed = (error: unknown) => {
    fault = error instanceof Error ? error.message : String(error)
  }
  const factory = bindMigrationAwareSqlAdapterFactory(adapterFactory(pool, url, failed))
  const run = await SchemaEngine.new({ datamodels: [['schema.prisma', datamodel]] }, () => {}, factory)
  return {
    run,
    fault: () => fault,
    noteFault: async () => {
      await pool.query(
        'UPDATE _prisma_migrations SET logs = $1 WHERE finished_at IS NULL AND rolled_back_at IS NULL',
        [fault ?? ''],
      )
    },
    [Symbol.asyncDispose]: async () => {
      run.free()
      await pool.end()
    },
  }
}

/**
 * What PrismaPg does, but for two things: a script goes to the server as it is and so succeeds or fails as a whole
 * (PrismaPg splits it at each semicolon, also inside function bodies), and shadow work runs on a database of its own
 * (PrismaPg would connect to the main one, because a connection string wins over a database name).
 */
function adapterFactory(pool: Pool, url: string, failed: (error: unknown) => void): AdapterFactory {
  const connect = async (to: Pool, dispose?: () => Promise<void>): Promise<Adapter> => {
    const adapter = await new PrismaPg(to).connect()
    const release = adapter.dispose.bind(adapter)
    adapter.executeScript = async (script) => {
      await patiently(() => to.query(script)).catch((error) => {
        failed(error)
        throw error
      })
    }
    adapter.dispose = async () => {
      await release()
      await dispose?.()
    }
    return adapter
  }
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(pool),
    connectToShadowDb: async () => {
      const name = `parlance_shadow_${crypto.randomUUID().replaceAll('-', '')}`
      await pool.query(`CREATE DATABASE ${escapeIdentifier(name)}`)
      const shadow = enginePool({ connectionString: withDatabase(url, name) })
      return connect(shadow, async () => {
        await shadow.end()
        await pool.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`)
      })
    },
  }
}

/**
 * A script that waits for a table's lock makes everybody else wait behind it, so it gives up soon and tries again; as a
 * whole it has done nothing by then.
 */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const { code } = error as { code?: string }
      if (code !== lockNotAvailable || attempt === lockAttempts) throw error
      await sleep(lockPauseMs)
    }
  }
}

/** PrismaPg knows no column of the one-byte type "char" (OID 18), which introspection reads: it is given as text. */
function enginePool(config: PoolConfig): Pool {
  const pool = new Pool({ ...config, max: 2, connectionTimeoutMillis: 10_000, lock_timeout: lockTimeoutMs })
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    const asText = (result: unknown) => {
      for (const field of (result as { fields?: { dataTypeID: number }[] } | undefined)?.fields ?? []) {
        if (field.dataTypeID === types.builtins.CHAR) field.dataTypeID = types.builtins.TEXT
      }
      return result
    }
    client.query = ((...args: unknown[]) => {
      const last = args.at(-1)
      if (typeof last === 'function') {
        args[args.length - 1] = (error: unknown, result: unknown) => last(error, asText(result))
        return query(...args)
      }
      const made = query(...args)
      return made instanceof Promise ? made.then(asText) : made
    }) as typeof client.query
  })
  return pool
}
