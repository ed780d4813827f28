import { Client } from 'pg'

/** The channel on which the database tells of rights that changed; its triggers are in the migrations. */
const channel = 'parlance_rights'
/** Milliseconds until a lost connection is made anew. */
const retryMs = 1_000

/** Hears of rights that changed, whoever changed them. */
export interface RightsWatch {
  stop(): Promise<void>
}

/**
 * Listens on a connection of its own. It only wakes: who asks for something is checked in any case.
 *
 * @param changed told whose rights changed; undefined = anybody's, after a time in which nothing was heard
 */
export function watchRights(
  url: string,
  changed: (userId: string | undefined) => void,
  report: (error: unknown) => void,
): RightsWatch {
  let client: Client | undefined
  let stopped = false
  let retry: NodeJS.Timeout | undefined

  const listen = async () => {
    const own = new Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: 'parlance-rights',
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
    own.on('notification', ({ payload }) => changed(payload || undefined))
    try {
      await own.connect()
      await own.query(`LISTEN ${channel}`)
      changed(undefined)
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
