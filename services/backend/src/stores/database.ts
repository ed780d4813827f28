import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { PrismaClient } from '../generated/prisma/client.ts'

/** Connections of one backend, beside those of readers. */
const connections = 10
const readerConnections = 6
/**
 * Milliseconds that anybody waits: for a free connection, for a lock, for a statement, and for a server that says
 * nothing at all.
 */
const deadlines = { connection: 6_000, lock: 3_000, statement: 8_000, silence: 10_000 }

/** The database: Prisma for what is read and written a row at a time, the pool for SQL; both over the same connections. */
export interface Database {
  readonly pool: Pool
  /**
   * Connections for what readers ask again and again: few statements, all of them named, each planned once a connection and
   * through indexes alone. Planning takes as long as running them; and the planner, which does not know that vectors lie
   * beside their rows, would read all of these for a question of many words.
   */
  readonly readers: Pool
  readonly prisma: PrismaClient
  /** Connects, so that the first request does not wait for it. @throws Error where the server does not answer */
  connect(): Promise<void>
  /** Makes Prisma compile its first query, which takes it a tenth of a second. */
  warm(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the database. A connection that the server ends (a restart, a reset) is dropped and made anew by the next
 * query.
 *
 * @param onFault called with the error of each idle connection that was lost.
 */
export function openDatabase(url: string, onFault: (error: Error) => void): Database {
  const open = (max: number, settings: string) => {
    const pool = new Pool({
      connectionString: url,
      max,
      connectionTimeoutMillis: deadlines.connection,
      idleTimeoutMillis: 60_000,
      lock_timeout: deadlines.lock,
      statement_timeout: deadlines.statement,
      query_timeout: deadlines.silence,
      application_name: 'parlance-backend',
      options: settings,
      keepAlive: true,
    })
    pool.on('error', onFault)
    return pool
  }
  // Compiling a query takes the server a hundred times as long as running one of ours.
  const pool = open(connections, '-c jit=off')
  const readers = open(
    readerConnections,
    '-c jit=off -c plan_cache_mode=force_generic_plan -c enable_seqscan=off',
  )
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    pool,
    readers,
    prisma,
    connect: async () => {
      await pool.query('SELECT 1')
    },
    warm: async () => {
      await prisma.language.findFirst()
    },
    close: async () => {
      await prisma.$disconnect()
      await Promise.all([pool.end(), readers.end()])
    },
  }
}
