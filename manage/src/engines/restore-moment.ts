import { missingError, usageError } from '../core/errors.ts'
import type { KeeperTask } from './engine.ts'

/** The flag by which a restore goes back to a moment rather than to a backup. */
export const atFlag = {
  at: {
    type: 'string',
    placeholder: 'moment',
    summary:
      "as of then: '2026-11-24 14:03:07+01', or latest, as far as the log of a server goes that is gone",
  },
} as const

/** What is wanted, and by which name the backup that is made of it goes. */
export interface Moment {
  readonly name: string
  readonly words: readonly string[]
}

/**
 * Reads a moment with its zone.
 *
 * @param now what `latest` is named by
 * @throws ManageError (usage) where the zone is not said, the day does not exist, or it is still to come
 */
export function readMoment(text: string, now: Date): Moment {
  if (text === 'latest') return { name: nameOf(now), words: [now.toISOString(), '--end'] }
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d(?::?\d\d)?)?$/i.exec(text)
  const [, day = '', time = '', zone] = found ?? []
  if (!found) throw usageError(`--at takes a moment as '2026-11-24 14:03:07+01', not ${text}`)
  if (zone === undefined) {
    throw usageError(
      `${text} is another moment in another country`,
      `Say the zone: '${text}+01', or Z for UTC.`,
    )
  }
  const offset =
    zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`
  const moment = new Date(`${day}T${time}${offset}`)
  // JavaScript takes the thirtieth of February for the second of March.
  const real = new Date(`${day}T00:00:00Z`)
  if (
    Number.isNaN(moment.getTime()) ||
    Number.isNaN(real.getTime()) ||
    real.toISOString().slice(0, 10) !== day
  ) {
    throw usageError(`there is no moment ${text}`)
  }
  if (moment > now) throw usageError(`${text} is still to come`)
  return { name: nameOf(moment), words: [moment.toISOString()] }
}

/** As the keeper names a backup of that moment. */
const nameOf = (moment: Date) => `parlance-${moment.toISOString().replaceAll(/[-:.]/g, '')}`

/**
 * What makes a backup of how the data was at a moment.
 *
 * @throws ManageError (missing) where no stream of the log is kept: on a development instance
 */
export function rewindTask({ words }: Moment, production: boolean): KeeperTask {
  if (!production) {
    throw missingError(
      'a development instance keeps no write-ahead log, and has no moments between its backups',
      {
        hint: 'The site of prod:up --tier full does, with BACKUP_WAL=true in .env.keeper: add --production.',
      },
    )
  }
  return {
    summary: 'bring a server of its own to that moment, and back up what it has',
    words: ['rewind', ...words],
  }
}
