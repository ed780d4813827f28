/** Languages whose names of months are known, as pages of the open web most often have them. */
const locales =
  'en fr es it de nl pt ca ro pl cs sk hu sv da nb fi ru uk bg el tr id vi hr sl lt lv et ar ar-SY ar-MA he hi th'
    .split(' ')
    .map((locale) => `${locale}-u-ca-gregory`)

const forms = ['long', 'short'] as const

/** Names of months, lower case and without the full stop of an abbreviation, with their number, 1 to 12. */
export const monthsByName: ReadonlyMap<string, number> = collect()

/** Names of days of the week in those languages, lower case, without a full stop. */
export const weekdayNames: ReadonlySet<string> = new Set(
  locales.flatMap((locale) =>
    forms.flatMap((weekday) => {
      const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' })
      return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2024, 0, day + 1)))
        .map((name) => name.toLowerCase().replace(/[.]/g, '').trim())
        .filter((name) => /^[\p{L}\p{M}-]{2,}$/u.test(name))
    }),
  ),
)

function collect(): Map<string, number> {
  const found = new Map<string, number>([
    ['sept', 9],
    ['mrz', 3],
    ['märz', 3],
  ])
  for (let month = 0; month < 12; month++) {
    const day = new Date(Date.UTC(2024, month, 15))
    for (const locale of locales) {
      for (const form of forms) {
        // With a day beside it, Slavic languages write the genitive, which is what dates have.
        const options = { month: form, day: 'numeric', timeZone: 'UTC' } as const
        const parts = new Intl.DateTimeFormat(locale, options).formatToParts(day)
        const alone = new Intl.DateTimeFormat(locale, { month: form, timeZone: 'UTC' }).format(day)
        for (const name of [parts.find(({ type }) => type === 'month')?.value ?? '', alone]) {
          const tidy = name.toLowerCase().replace(/[.]/g, '').trim()
          // The first language that has a name keeps it: `mar` is March before it is anything else.
          if (/^[\p{L}\p{M}]{3,}$/u.test(tidy) && !found.has(tidy)) found.set(tidy, month + 1)
        }
      }
    }
  }
  return found
}
