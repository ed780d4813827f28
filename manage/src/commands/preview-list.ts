import { defineCommand } from '../core/command.ts'
import { formatTable } from '../core/table.ts'
import { span } from '../core/units.ts'
import { listPreviews, type PreviewStatus, stateOf } from '../previews/list-previews.ts'

/** When somebody looked at it last, as far as anybody knows. */
const usedText = ({ lastUse, stoppedAt, running }: PreviewStatus) => {
  const time = running > 0 ? lastUse : stoppedAt
  if (time === undefined) return ''
  const ago = span(Math.max(0, Date.now() - Date.parse(time)))
  return running > 0 ? `used ${ago} ago` : `stopped ${ago} ago`
}

export const command = defineCommand({
  run: async (context) => ({ previews: await listPreviews(context) }),
  text: ({ previews }, style) =>
    previews.length === 0
      ? 'There is no preview. Make one: pnpm manage preview:up BRANCH'
      : formatTable(
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
        ),
})
