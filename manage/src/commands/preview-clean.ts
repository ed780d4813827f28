import { defineCommand } from '../core/command.ts'
import { needlessPreviews, removalPlan } from '../previews/remove-previews.ts'

export const command = defineCommand({
  flags: {
    merged: { type: 'boolean', summary: 'also those whose work is in the branch that is checked out' },
  },
  destroys: true,
  examples: ['preview:clean', 'preview:clean --merged --yes'],
  plan: async (context, { flags }) =>
    removalPlan(context, await needlessPreviews(context, { merged: flags.merged })),
  text: ({ removed }) =>
    removed.length > 0
      ? removed.map(({ name, why }) => `removed ${name}: ${why}`).join('\n')
      : 'every preview is of something that is there',
})
