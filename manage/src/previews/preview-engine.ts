import type { EngineName } from '../core/config.ts'
import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import { knownPreviews, readPreview } from '../core/preview-record.ts'
import { checkDocker } from '../docker/daemon.ts'

/** Where a preview runs. */
export const engineOf = ({ engine = 'docker' }: { engine?: EngineName }): EngineName => engine

/**
 * Where the next preview is to run. One gateway stands before all of a checkout, and so all run in one place: where the others are, else
 * in Docker where it answers, else as processes. @throws ManageError (missing, failed) where the asked engine cannot be had
 */
export async function previewEngine(context: Context): Promise<{ engine: EngineName; reason: string }> {
  const { engine: choice, root } = context
  const records = knownPreviews(root).flatMap((name) => readPreview(root, name) ?? [])
  const [one] = records
  const taken = one && engineOf(one)
  if (taken !== undefined && choice !== 'auto' && choice !== taken) {
    throw new ManageError(
      'failed',
      `the previews of this checkout run on the engine ${taken}: ${records.map(({ name }) => name).join(', ')}`,
      { hint: 'Leave --engine out, or remove those first: pnpm manage preview:down --all' },
    )
  }
  if (choice === 'embedded') return { engine: 'embedded', reason: 'asked for' }
  if (taken !== undefined) return { engine: taken, reason: 'the other previews of this checkout run there' }
  if (choice === 'docker') return { engine: 'docker', reason: 'asked for' }
  const docker = await checkDocker(context)
  return docker.available
    ? { engine: 'docker', reason: docker.detail }
    : { engine: 'embedded', reason: docker.reason }
}
