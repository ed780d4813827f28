import { defineCommand } from '../core/command.ts'
import { formatTable } from '../core/table.ts'
import { listPreviews, stateOf } from '../previews/list-previews.ts'

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
            preview.commit?.slice(0, 12) ?? '',
            preview.origin ?? '',
            preview.of ?? '',
          ]),
        ),
})
