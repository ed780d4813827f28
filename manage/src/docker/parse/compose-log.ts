/** A line of `docker compose logs --timestamps --no-color`. */
export interface ComposeLine {
  service: string
  /** ISO 8601, to the millisecond. */
  time: string
  text: string
}

// Compose may put a terminal's erase code before the name, even where it is told not to.
const shape = /^(?:.*\[2K)?(\S+?)-\d+\s+\| (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z ?(.*)$/

/** @returns undefined for what is no line of a container, such as a note that one has ended. */
export function parseComposeLine(line: string): ComposeLine | undefined {
  const match = shape.exec(line)
  if (!match) return undefined
  const [, service = '', seconds = '', fraction = '', text = ''] = match
  return { service, time: `${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}Z`, text }
}

const containerShape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z ?(.*)$/

/** A line of `docker logs --timestamps`. @returns undefined for what is none */
export function parseContainerLine(line: string): Omit<ComposeLine, 'service'> | undefined {
  const match = containerShape.exec(line)
  if (!match) return undefined
  const [, seconds = '', fraction = '', text = ''] = match
  return { time: `${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}Z`, text }
}
