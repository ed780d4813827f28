import { defineCommand } from '../core/command.ts'
import { formatTable } from '../core/table.ts'
import { setupPlan } from '../machine/prepare-checkout.ts'

export const command = defineCommand({
  flags: {
    'no-install': { type: 'boolean', summary: 'only look for system tools, install none' },
    all: { type: 'boolean', summary: 'install what a first start does not wait for, too: ffmpeg' },
    retry: { type: 'boolean', summary: 'ask apt again although it failed lately' },
  },
  plan: (context, { flags }) =>
    setupPlan(context, { install: !flags['no-install'], all: flags.all, retry: flags.retry }),
  text({ generated, tools, notes }, style) {
    const rows = tools.map(({ name, state, detail }) => [
      `  ${name}`,
      state === 'missing' ? style.yellow(state) : style.green(state),
      detail,
    ])
    return [...generated.map((what) => `generated: ${what}`), formatTable(rows), ...notes].join('\n')
  },
})
