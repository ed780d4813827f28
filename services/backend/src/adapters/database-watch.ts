import { Client } from 'pg'

/** Milliseconds until a lost connection is made anew. */
const retryMs = 1_000

/** Hears of what changed in the database, whoever changed it. */
export interface DatabaseWatch {
  stop(): Promise<void>
}

/**
 * Listens on a connection of its own. It only wakes: who asks for something is checked in any case.
 *
 * @param listeners by channel, of which the triggers are in the migrations; called with what changed, undefined = anything, after a
 *   time in which nothing was heard
 */
export function watchDatabase(
  url: string,
  listeners: Readonly<Record<string, (what: string | undefined) => void>>,
  report: (error: unknown) => void,
): DatabaseWatch {
  let client: Client | undefined
  let stopped = false
  let retry: NodeJS.Timeout | undefined

  const listen = async () => {
    const own = new Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: 'parlance-watch',
    })
    client = own
    const again = () => {
      if (client !== own || stopped) return
      client = undefined
      own.end().catch(() => {})
      retry = setTimeout(listen, retryMs)
    }
    own.on('error', again)
    own.on('end', again)
    own.on('notification', ({ channel, payload }) => listeners[channel]?.(payload || undefined))
    try {
      await own.connect()
      for (const channel of Object.keys(listeners)) await own.query(`LISTEN ${channel}`)
      for (const changed of Object.values(listeners)) changed(undefined)
    } catch (error) {
      report(error)
      again()
    }
  }
  void listen()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(retry)
      await client?.end().catch(() => {})
    },
  }
}
