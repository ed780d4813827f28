import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { formatTable } from '../core/table.ts'
import { engineChecks } from '../engines/engine-checks.ts'
import { examine, machineChecks } from '../machine/checks.ts'

const checks = [...machineChecks, ...engineChecks]

export const command = defineCommand({
  flags: { fix: { type: 'boolean', summary: 'repair what can be repaired without you' } },
  async run(context, { flags }) {
    const first = await examine(context, checks)
    const repaired: string[] = []
    if (flags.fix) {
      for (const { name, repair } of first) {
        if (!repair) continue
        context.output.say(`repairing: ${name}`)
        await repair()
        repaired.push(name)
      }
    }
    const found = repaired.length > 0 ? await examine(context, checks) : first
    const findings = found.map(({ repair, ...finding }) => ({ ...finding, repairable: repair !== undefined }))
    return { sound: findings.every(({ status }) => status !== 'failure'), repaired, findings }
  },
  async plan(context, { flags }) {
    const found = await examine(context, checks)
    return found
      .filter(({ repair }) => flags.fix && repair)
      .map(({ name, message, fix }) => ({ summary: `repair ${name} (${message}): ${fix ?? ''}` }))
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
