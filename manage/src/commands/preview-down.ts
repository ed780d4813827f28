import { defineCommand } from '../core/command.ts'
import { usageError } from '../core/errors.ts'
import { listPreviews } from '../previews/list-previews.ts'
import { choosePreview, removalPlan } from '../previews/remove-previews.ts'

export const command = defineCommand({
  args: { name: 'preview', many: true, summary: 'by name or branch' },
  flags: { all: { type: 'boolean', summary: 'every preview of this checkout' } },
  destroys: true,
  examples: ['preview:down feature/search', 'preview:down --all --yes'],
  async plan(context, { args, flags }) {
    if (flags.all === args.length > 0) throw usageError('preview:down takes the names of previews, or --all')
    const previews = await listPreviews(context)
    const chosen = flags.all
      ? previews.filter(({ of }) => of !== undefined)
      : args.map((wanted) => choosePreview(previews, wanted))
    return removalPlan(
      context,
      [...new Set(chosen.map(({ name }) => name))].map((name) => ({ name, why: 'you said so' })),
    )
  },
  text: ({ removed }) =>
    removed.length > 0 ? `removed: ${removed.map(({ name }) => name).join(', ')}` : 'there was no preview',
})
