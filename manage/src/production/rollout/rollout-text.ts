import type { Style } from '../../core/output.ts'
import type { RolloutReport } from './deploy-production.ts'
import type { ProbeReport } from './site-probe.ts'

/** What a release did and what visitors noticed of it, for people. */
export function rolloutText(
  { replaced, left, phases, probe }: Pick<RolloutReport, 'replaced' | 'left' | 'phases' | 'probe'>,
  style: Style,
): string {
  const names = Object.keys(replaced)
  const times = Object.entries(phases).map(([phase, seconds]) => `${phase} ${seconds} s`)
  return [
    names.length > 0 ? `new: ${names.join(', ')}  ${style.dim(times.join(' · '))}` : 'nothing has changed',
    left.length > 0
      ? style.yellow(
          `changed and left alone, because it stops for a moment: ${left.join(', ')} (--interrupt)`,
        )
      : '',
    probe ? probeText(probe) : '',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** What the probe saw, in a line. */
export function probeText({ requests, failed, longestGapMs, sockets }: ProbeReport): string {
  const readers =
    sockets.clients === 0
      ? sockets.watched
        ? ''
        : '; no WebSocket was watched (pnpm install brings what that needs)'
      : `; of ${sockets.clients} WebSocket clients ${sockets.moved} moved, ${sockets.cut} were cut, away ${sockets.longestAwayMs} ms at most`
  return `visitors meanwhile: ${requests} requests, ${failed} failed, longest gap ${longestGapMs} ms${readers}`
}
