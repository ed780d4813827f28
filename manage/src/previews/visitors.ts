import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signedLink } from '../../../packages/preview-gateway/src/access.ts'
import type { PreviewNote } from '../../../packages/preview-gateway/src/note.ts'
import type { Context } from '../core/context.ts'
import { toManageError } from '../core/errors.ts'
import type { PreviewRecord } from '../core/preview-record.ts'
import type { Step } from '../core/steps.ts'
import { linesOf } from './fault-lines.ts'
import { secretOf } from './gateway.ts'
import { writeNote } from './gateway-facts.ts'

export { type AccessMode, accessModes } from '../../../packages/preview-gateway/src/access.ts'

/** How long a link is good where nobody says so, in seconds: a week. */
export const linkSeconds = 604_800

/** @returns until when a link that is made now is good, in seconds since 1970 */
export const linkEnd = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds

/** Where somebody who may see a preview goes: its address, or a link that lets in. @param seconds that the link is good */
export const addressOf = (
  context: Context,
  { name, origin, access }: Pick<PreviewRecord, 'name' | 'origin' | 'access'>,
  seconds = linkSeconds,
): string => (access === 'link' ? signedLink(origin, secretOf(context), name, linkEnd(seconds)) : origin)

type Fault = NonNullable<PreviewNote['fault']>

/** @param heldMs for so long the gateway neither starts nor stops it. @param fault why it is not up */
export function tellGateway(
  context: Context,
  { name, of, commit, access = 'open' }: Pick<PreviewRecord, 'name' | 'of' | 'commit' | 'access'>,
  { heldMs, fault }: { heldMs?: number; fault?: Fault },
): void {
  writeNote(context, {
    name,
    of,
    commit,
    access,
    ...(heldMs === undefined ? {} : { heldUntil: new Date(Date.now() + heldMs).toISOString() }),
    ...(fault === undefined ? {} : { fault }),
  })
}

/** Lines of a fault that its page shows, and signs of each. */
const mostLines = 40
const mostSigns = 400

/** What the page of a preview that is not up says: the reason, and the last lines of whom it is about. */
export function faultOf(thrown: unknown): Fault {
  const { message } = toManageError(thrown)
  return {
    message,
    lines: linesOf(thrown)
      .slice(-mostLines)
      .map((line) => line.slice(0, mostSigns)),
  }
}

/** The files of a preview that has moved to another address say the new one. */
export function moveOriginStep(folder: string, before: string | undefined, now: string): Step[] {
  if (before === undefined || before === now) return []
  return [
    {
      summary: `say ${now} for ${before} in the variables of its services`,
      act() {
        for (const name of readdirSync(folder).filter((file) => file.startsWith('.env.'))) {
          const text = readFileSync(join(folder, name), 'utf8')
          writeFileSync(join(folder, name), text.replaceAll(before, now), { mode: 0o600 })
        }
      },
    },
  ]
}
