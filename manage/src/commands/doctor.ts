import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { formatTable } from '../core/table.ts'
import { engineChecks } from '../engines/engine-checks.ts'
import { examine, machineChecks } from '../machine/checks.ts'

const checks = [...machineChecks, ...engineChecks]

export const command = defineCommand({
  flags: { fix: { type: 'boolean', summary: 'repair what can be repaired without you' } },
  async plan(context, { flags }) {
    const first = await examine(context, checks)
    const repairs = flags.fix ? first.filter(({ repair = [] }) => repair.length > 0) : []
    return {
      steps: repairs.flatMap(({ repair = [] }) => repair),
      async result() {
        const found = repairs.length > 0 ? await examine(context, checks) : first
        const findings = found.map(({ repair, ...finding }) => ({
          ...finding,
          repairable: repair !== undefined,
        }))
        return {
          sound: findings.every(({ status }) => status !== 'failure'),
          repaired: repairs.map(({ name }) => name),
          findings,
        }
      },
    }
  },
  text({ findings, repaired }, style) {
    const marks = { ok: style.green('✓'), warning: style.yellow('!'), failure: style.red('✗') }
    const rows = findings.flatMap(({ status, category, name, message, fix }) => [
      [marks[status], style.dim(category), name, message],
      ...(fix ? [['', '', '', style.dim(`→ ${fix}`)]] : []),
    ])
    return [...repaired.map((name) => `repaired: ${name}`), formatTable(rows)].join('\n')
  },
  exitCode: ({ sound }) => (sound ? exitCodes.done : exitCodes.missing),
})
