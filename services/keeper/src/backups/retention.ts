/** How many days, weeks and months keep a backup each. */
export interface RetentionRule {
  readonly days: number
  readonly weeks: number
  readonly months: number
  /** IANA name of the zone whose calendar counts. */
  readonly zone: string
}

interface Kept {
  readonly name: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly verified: boolean
}

/**
 * The names that may go. Of each of the newest days, weeks (from Monday) and months that have backups, the newest
 * verified one stays, or the newest where none is. Only what is older than a verified backup may go at all: without
 * one, nothing does, and the newest verified one never does.
 */
export function prunable(backups: readonly Kept[], { days, weeks, months, zone }: RetentionRule): string[] {
  const calendar = calendarOf(zone)
  const newestFirst = backups
    .map((backup) => ({ ...backup, day: calendar.format(new Date(backup.createdAt)) }))
    .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))
  const keep = new Set<string>()
  const keepNewest = (periodOf: (day: string) => string, count: number) => {
    const periods = Map.groupBy(newestFirst, ({ day }) => periodOf(day))
    for (const group of [...periods.values()].slice(0, count)) {
      const stays = group.find(({ verified }) => verified) ?? group[0]
      if (stays) keep.add(stays.name)
    }
  }
  keepNewest((day) => day, days)
  keepNewest(mondayOf, weeks)
  keepNewest((day) => day.slice(0, 7), months)
  const covering = newestFirst.findIndex(({ verified }) => verified)
  if (covering === -1) return []
  return newestFirst.slice(covering + 1).flatMap(({ name }) => (keep.has(name) ? [] : [name]))
}

const calendars = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than all that it is then asked. */
function calendarOf(zone: string): Intl.DateTimeFormat {
  const known =
    calendars.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  calendars.set(zone, known)
  return known
}

/** The Monday of a day's week, both as YYYY-MM-DD: a date alone has no zone and no clock that changes. */
function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}
