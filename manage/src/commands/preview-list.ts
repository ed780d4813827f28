import { defineCommand } from '../core/command.ts'
import { listPreviews } from '../previews/list-previews.ts'
import { previewsText } from '../previews/previews-text.ts'

export const command = defineCommand({
  run: async (context) => ({ previews: await listPreviews(context) }),
  text: ({ previews }, style) =>
    previews.length === 0
      ? 'There is no preview. Make one: pnpm manage preview:up BRANCH'
      : previewsText(previews, style),
})
