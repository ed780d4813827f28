import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { findingsText } from '../core/findings.ts'
import { engineChecks } from '../engines/engine-checks.ts'
import { examine, machineChecks } from '../machine/checks.ts'
import { previewChecks } from '../previews/preview-checks.ts'

const checks = [...machineChecks, ...engineChecks, ...previewChecks]

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
  text: ({ findings, repaired }, style) => findingsText(findings, repaired, style),
  exitCode: ({ sound }) => (sound ? exitCodes.done : exitCodes.missing),
})
