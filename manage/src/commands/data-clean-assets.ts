import { defineCommand } from '../core/command.ts'
import { withResult } from '../core/steps.ts'
import { assetsText } from '../engines/backup-text.ts'
import { keepWhere } from '../production/keep-production.ts'
import { productionFlag } from '../production/production-database.ts'

export const command = defineCommand({
  engine: true,
  destroys: true,
  flags: {
    ...productionFlag,
    check: { type: 'boolean', summary: 'only say what would go, and how large it is' },
    grace: {
      type: 'integer',
      placeholder: 'days',
      minimum: 1,
      default: 7,
      summary: 'younger files stay: something that is being submitted may need them',
    },
  },
  async plan(context, { flags: { production, check, grace } }) {
    const words = ['clean-assets', `--grace=${grace}`, ...(check ? ['--check'] : [])]
    const summary = check ? 'look for files that nothing names' : 'remove files that nothing names'
    const plan = await keepWhere(context, production, [{ summary, words }])
    return {
      ...withResult(plan, ([document = {}]) => ({ check, ...document })),
      losses: check ? [] : [`images older than ${grace} days that no listing uses (--check says how many)`],
    }
  },
  text: assetsText,
})
