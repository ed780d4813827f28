import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { withServer } from '../connection.ts'

/** The slot by which the server keeps its log until the keeper has it. */
export const slotName = 'parlance_keeper'

/** How long the stream may take to bring what was just written, in milliseconds. */
const patienceMs = 10_000
const askEveryMs = 50

/** How the stream of a server stands. */
export interface SlotState {
  readonly active: boolean
  /** `lost`: the server had to let go of what was not fetched in time. */
  readonly status: string | null
  /** Up to where the receiver says that it has everything on disk; null while none is there. */
  readonly flushed: string | null
  /** Bytes of log that the server keeps for the slot. */
  readonly behind: number
}

/** Undefined where the server has no slot of ours. */
export async function slotState(server: Client): Promise<SlotState | undefined> {
  const { rows } = await server.query<SlotState & { behind: string }>(
    `SELECT slot.active, slot.wal_status AS status, receiver.flush_lsn AS flushed,
            coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), slot.restart_lsn), 0) AS behind
       FROM pg_replication_slots slot LEFT JOIN pg_stat_replication receiver ON receiver.pid = slot.active_pid
      WHERE slot.slot_name = $1`,
    [slotName],
  )
  return rows[0] && { ...rows[0], behind: Number(rows[0].behind) }
}

/**
 * Writes a moment into the log that is seen there without a row anywhere: recovery to a time ends at what was committed, so a
 * quiet site needs something that is. @returns where it is
 */
export async function writeMoment(server: Client): Promise<string> {
  await server.query("SELECT pg_logical_emit_message(true, 'parlance', '')")
  const { rows } = await server.query<{ at: string }>('SELECT pg_current_wal_flush_lsn() AS at')
  return rows[0]?.at ?? '0/0'
}

/** Whether one place of the log is at or after another. */
export function reaches(flushed: string | null, wanted: string): boolean {
  const place = (text: string) => {
    const [high = '0', low = '0'] = text.split('/')
    return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
  }
  return flushed !== null && place(flushed) >= place(wanted)
}

/** The server's own number: another one's log is another one. */
export async function systemOf(server: Client): Promise<string> {
  const { rows } = await server.query<{ system: string }>(
    'SELECT system_identifier::text AS system FROM pg_control_system()',
  )
  return rows[0]?.system ?? ''
}

/** Writes a moment and waits until the stream has it, where one goes on; else there is nothing to wait for. */
export async function markMoment(url: string): Promise<void> {
  await withServer(url, async (server) => {
    const wanted = await writeMoment(server)
    const until = Date.now() + patienceMs
    for (;;) {
      const slot = await slotState(server)
      if (!slot?.active || reaches(slot.flushed, wanted) || Date.now() > until) return
      await pause(askEveryMs)
    }
  })
}
