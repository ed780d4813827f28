/** Bytes for people, in 1,000s. */
export function size(bytes: number): string {
  const steps = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let step = 0
  while (value >= 999.5 && step < steps.length - 1) {
    value /= 1_000
    step++
  }
  return `${step === 0 || value >= 99.5 ? value.toFixed(0) : value.toFixed(1)} ${steps[step]}`
}

/** A time for people: its largest unit, and the next where that says something. */
export function span(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return `${Math.floor(ms / 1_000)} s`
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 > 0 ? `${hours} h ${minutes % 60} min` : `${hours} h`
  const days = Math.floor(hours / 24)
  return days < 7 && hours % 24 > 0 ? `${days} d ${hours % 24} h` : `${days} d`
}

const spanUnits: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 }

/** `90s`, `30m`, `1h`, `2d`, or seconds alone, up to a month. @returns seconds; undefined for anything else */
export function parseSpan(text: string): number | undefined {
  const [, digits, unit = 's'] = /^(\d{1,7})([smhd]?)$/.exec(text) ?? []
  const seconds = Number(digits) * (spanUnits[unit || 's'] ?? 1)
  return seconds >= 1 && seconds <= 2_592_000 ? seconds : undefined
}
