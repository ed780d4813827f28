import type { Instance } from '../../core/instance.ts'
import { runMark } from '../../engines/embedded/run-state.ts'

/**
 * What stands in the environment of every process that an up of a preview starts and waits for: an up that is killed leaves some, which
 * the next one ends, or whoever removes the preview.
 */
export const upMark = ({ project }: Pick<Instance, 'project'>): string => runMark(`${project}-up`)

/** The same as variables. */
export function markedEnvironment(instance: Pick<Instance, 'project'>): Record<string, string> {
  const [name = '', value = ''] = upMark(instance).split('=')
  return { [name]: value }
}
