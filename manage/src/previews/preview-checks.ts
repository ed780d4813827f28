import type { Context } from '../core/context.ts'
import type { Finding } from '../core/findings.ts'
import { knownPreviews, readPreview } from '../core/preview-record.ts'
import { checkDocker } from '../docker/daemon.ts'
import type { Check } from '../machine/checks.ts'
import { askGateway } from './gateway.ts'
import { listPreviews } from './list-previews.ts'
import { engineOf } from './preview-engine.ts'
import { needlessPreviews } from './remove-previews.ts'

/** What `doctor` looks at on behalf of previews: nothing, where there are none. */
export const previewChecks: readonly Check[] = [checkPreviews]

async function checkPreviews(context: Context): Promise<Finding[]> {
  const names = knownPreviews(context.root)
  const inDocker = names.some((name) => engineOf(readPreview(context.root, name) ?? {}) === 'docker')
  if (names.length === 0 || (inDocker && !(await checkDocker(context)).available)) return []
  const [previews, needless, seen] = await Promise.all([
    listPreviews(context),
    needlessPreviews(context, { merged: false }),
    askGateway(context),
  ])
  const own = previews.filter(({ of }) => of !== undefined)
  const running = own.filter((one) => one.running > 0).length
  const faults: Finding[] = own
    .filter(({ fault, unwell }) => fault !== undefined || unwell.length > 0)
    .map(({ name, of, fault, unwell }) => ({
      category: 'stack',
      name: `preview ${name}`,
      status: 'warning',
      message: fault ?? `unhealthy: ${unwell.join(', ')}`,
      fix: `pnpm manage preview:logs ${name}, then pnpm manage preview:up ${of}`,
    }))
  const superfluous: Finding[] = needless.map(({ name, why }) => ({
    category: 'stack',
    name: `preview ${name}`,
    status: 'warning',
    message: why,
    fix: 'pnpm manage preview:clean',
  }))
  const gateway: Finding =
    seen === undefined
      ? {
          category: 'stack',
          name: 'previews',
          status: 'warning',
          message: `no gateway answers: of ${own.length} previews none can be reached by its address, and none is stopped or woken`,
          fix: 'pnpm manage preview:up BRANCH starts it',
        }
      : {
          category: 'stack',
          name: 'previews',
          status: 'ok',
          message: `${own.length}, of which ${running} run; the gateway answers`,
        }
  return [gateway, ...faults, ...superfluous]
}
