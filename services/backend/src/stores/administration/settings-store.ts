import type { Pool } from 'pg'
import type { Settings, SettingsDesk } from '../../features/administration/settings.ts'
import { withTransaction } from '../transaction.ts'
import { track } from './change-log.ts'

/** Settings in PostgreSQL; what nobody set is as the environment has it. */
export function createSettingsStore(pool: Pool, defaults: Settings): SettingsDesk {
  const get = async (): Promise<Settings> => {
    const { rows } = await pool.query<{ key: string; value: string }>('SELECT key, value FROM "Setting"')
    return { ...defaults, ...Object.fromEntries(rows.map(({ key, value }) => [key, value])) }
  }
  return {
    get,
    set: async (change, by) => {
      const entry = {
        by,
        action: 'settings.changed',
        subjectType: 'site',
        subjectId: 'settings',
        detail: change,
      }
      const keys = Object.keys(change)
      await withTransaction(pool, (client) =>
        track(client, entry, [{ table: 'Setting', column: 'key', values: keys }], async () => {
          for (const [key, value] of Object.entries(change)) {
            await client.query(
              `INSERT INTO "Setting" (key, value) VALUES ($1, $2)
               ON CONFLICT (key) DO UPDATE SET value = excluded.value, "updatedAt" = now()`,
              [key, JSON.stringify(value)],
            )
          }
        }),
      )
      return get()
    },
  }
}
