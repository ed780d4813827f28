import type { Style } from '../core/output.ts'
import { formatTable } from '../core/table.ts'
import { span } from '../core/units.ts'
import { type PreviewStatus, stateOf } from './list-previews.ts'

/** A line a preview: name, state, last use, commit, address, and what it is of. */
export const previewsText = (previews: readonly PreviewStatus[], style: Style): string =>
  formatTable(
    previews.map((preview) => [
      style.bold(preview.name),
      preview.running > 0 && preview.unwell.length === 0
        ? style.green(stateOf(preview))
        : style.yellow(stateOf(preview)),
      usedText(preview),
      preview.commit?.slice(0, 12) ?? '',
      preview.origin ?? '',
      preview.of ?? '',
    ]),
  )

/** When somebody looked at it last, as far as anybody knows. */
const usedText = ({ lastUse, stoppedAt, running }: PreviewStatus) => {
  const time = running > 0 ? lastUse : stoppedAt
  if (time === undefined) return ''
  const ago = span(Math.max(0, Date.now() - Date.parse(time)))
  return running > 0 ? `used ${ago} ago` : `stopped ${ago} ago`
}
