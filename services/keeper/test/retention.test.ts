import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { prunable } from '../src/backups/retention.ts'

const rule = { days: 7, weeks: 5, months: 12, zone: 'Europe/Paris' }
const backup = (createdAt: string, verified = true) => ({ name: createdAt, createdAt, verified })

/** Two years of nightly backups, each pruned for after it was made; the year 2028 has a leap day. */
function simulate(verifiedOn: (night: number) => boolean, from = '2027-01-01T01:00:00Z') {
  let there: ReturnType<typeof backup>[] = []
  const nights: { there: typeof there; gone: readonly string[] }[] = []
  for (let night = 0; night < 730; night++) {
    there.push(backup(new Date(Date.parse(from) + night * 86_400_000).toISOString(), verifiedOn(night)))
    const gone = prunable(there, rule)
    there = there.filter(({ name }) => !gone.includes(name))
    nights.push({ there: [...there], gone })
  }
  return nights
}

test('after two years: seven days, five weeks, twelve months, by hand', () => {
  const left = simulate(() => true)
    .at(-1)
    ?.there.map(({ name }) => name.slice(0, 10))
  // The last night is Saturday, 30 December 2028: weeks end on Sundays, the running one today.
  expect(left).toEqual(
    [
      ...['01-31', '02-29', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30'],
      ...['12-03', '12-10', '12-17', '12-24', '12-25', '12-26', '12-27', '12-28', '12-29', '12-30'],
    ].map((day) => `2028-${day}`),
  )
})

test('on no night of two years does a verified backup go that no newer verified one covers, whatever fails', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (pattern) => {
      const nights = simulate((night) => pattern[night % pattern.length] ?? false)
      const ever: string[] = []
      for (const [night, { there, gone }] of nights.entries()) {
        if (pattern[night % pattern.length])
          ever.push(new Date(Date.parse('2027-01-01T01:00:00Z') + night * 86_400_000).toISOString())
        const newest = ever.at(-1) ?? ''
        expect(gone.filter((name) => name >= newest)).toEqual([])
        expect(there.filter(({ name }) => name === newest)).toHaveLength(ever.length > 0 ? 1 : 0)
      }
    }),
    { numRuns: 3 },
  )
})

describe('what a day is', () => {
  test('the calendar of the zone says, also across a change of the clock', () => {
    // 28 March 2027 has 23 hours in Paris; the first is of the 27th there, and of the 27th in UTC too.
    const around = [
      backup('2027-03-27T22:30:00Z'),
      backup('2027-03-27T23:30:00Z'),
      backup('2027-03-28T21:30:00Z'),
    ]
    expect(prunable(around, { ...rule, weeks: 0, months: 0 })).toEqual(['2027-03-27T23:30:00Z'])
    expect(prunable(around, { ...rule, weeks: 0, months: 0, zone: 'UTC' })).toEqual(['2027-03-27T22:30:00Z'])
  })

  test('a day of twenty-five hours is one day, and the leap day is one of its own', () => {
    const days = { ...rule, weeks: 0, months: 0 }
    // 31 October 2027 in Paris begins at 22:00 UTC of the day before and ends at 23:00 UTC.
    const autumn = [
      '2027-10-30T21:59:00Z',
      '2027-10-30T22:01:00Z',
      '2027-10-31T22:59:00Z',
      '2027-10-31T23:01:00Z',
    ]
    expect(
      prunable(
        autumn.map((at) => backup(at)),
        days,
      ),
    ).toEqual(['2027-10-30T22:01:00Z'])
    const leap = ['2028-02-28T12:00:00Z', '2028-02-29T12:00:00Z', '2028-03-01T12:00:00Z']
    expect(
      prunable(
        leap.map((at) => backup(at)),
        { ...days, days: 2 },
      ),
    ).toEqual(['2028-02-28T12:00:00Z'])
  })

  test('a clock that was ahead for one night, and is right again: what is made after it stays', () => {
    const nights = Array.from({ length: 12 }, (_, night) =>
      backup(new Date(Date.UTC(2027, 4, night + 1, 1)).toISOString()),
    )
    const ahead = backup('2028-05-05T01:00:00Z')
    const gone = prunable([...nights, ahead], rule)
    expect(gone).not.toContain(ahead.name)
    // The night of the future is one of the seven; the six newest others are there.
    expect(gone.filter((name) => name >= '2027-05-07')).toEqual([])
  })

  test('without a verified backup nothing goes', () => {
    const days = Array.from({ length: 40 }, (_, day) =>
      backup(new Date(Date.UTC(2027, 0, day)).toISOString(), false),
    )
    expect(prunable(days, rule)).toEqual([])
  })
})
