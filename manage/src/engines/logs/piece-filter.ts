import type { LogQuery } from './log-record.ts'
import { levelNumbers } from './log-text.ts'

/**
 * Whether a piece of a log may hold a line that a query wants: a look that costs a fraction of reading the lines, for
 * gigabytes of which nearly nothing is wanted. "Yes" is never wrong; "no" is certain.
 */
export function pieceFilter({
  grep,
  level,
  request,
}: Pick<LogQuery, 'grep' | 'level' | 'request'>): (text: string) => boolean {
  const looks: ((text: string) => boolean)[] = []
  if (request !== undefined) looks.push((text) => text.includes(request))
  // What stands at an end of a line, or beside it, is not found in a whole piece.
  if (grep && !/[\^$]|\(\?|\\[bB]/.test(grep.source)) looks.push((text) => grep.test(text))
  // A line that is no JSON has the level "info", and so has JSON without one.
  if (level !== undefined && level > 30) {
    const numbers = Object.values(levelNumbers).filter((number) => number >= level)
    const named = new RegExp(`"level":\\s*(?:"|${numbers.join('|')})`)
    looks.push((text) => named.test(text))
  }
  return (text) => looks.every((look) => look(text))
}
