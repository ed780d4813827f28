import { join } from 'node:path'
import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { type Finding, findingsText } from '../core/findings.ts'
import { secrecyOf } from '../machine/checks.ts'
import { hostChecks } from '../production/checks/host-checks.ts'
import { imageChecks } from '../production/checks/image-checks.ts'
import { networkChecks } from '../production/checks/network-checks.ts'
import { readProductionState } from '../production/checks/read-state.ts'
import { secretChecks } from '../production/checks/secret-checks.ts'
import { siteChecks } from '../production/checks/site-checks.ts'
import { envFolder } from '../production/production-facts.ts'
import { secretFileNames } from '../production/secret-files.ts'

export const command = defineCommand({
  flags: { fix: { type: 'boolean', summary: 'repair what can be repaired without you' } },
  async plan(context, { flags }) {
    const state = await readProductionState(context)
    const files = secretFileNames.map((name) => join(envFolder(context), name))
    const look = (): Finding[] => [
      { ...secrecyOf(files), category: 'secrets', name: 'files' },
      ...secretChecks(state),
      ...networkChecks(state),
      ...imageChecks(state, Date.now()),
      ...hostChecks(state),
      ...siteChecks(state, Date.now()),
    ]
    const repairs = flags.fix ? look().filter(({ repair = [] }) => repair.length > 0) : []
    return {
      steps: repairs.flatMap(({ repair = [] }) => repair),
      result() {
        const findings = look().map(({ repair, ...finding }) => ({
          ...finding,
          repairable: repair !== undefined,
        }))
        return {
          sound: findings.every(({ status }) => status !== 'failure'),
          repaired: repairs.map(({ category, name }) => `${category}, ${name}`),
          findings,
        }
      },
    }
  },
  text: ({ findings, repaired }, style) => findingsText(findings, repaired, style),
  exitCode: ({ sound }) => (sound ? exitCodes.done : exitCodes.unhealthy),
})
