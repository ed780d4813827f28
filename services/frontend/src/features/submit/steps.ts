import type { Submission } from '../../api/rest-types.ts'

/** What happens to a page, in order; `describe` shows only where it happens. */
export const visibleSteps = ['check', 'fetch', 'read', 'logo', 'screenshot', 'save', 'translate'] as const

const order = [
  'queued',
  'check',
  'fetch',
  'read',
  'logo',
  'screenshot',
  'describe',
  'save',
  'translate',
  'done',
]

export type StepState = 'waiting' | 'running' | 'done'

/** How far a step is, given the submission's own. */
export function stateOfStep(
  step: (typeof visibleSteps)[number],
  current: Pick<Submission, 'step' | 'status'>,
): StepState {
  if (current.status === 'done') return 'done'
  const distance = order.indexOf(current.step) - order.indexOf(step)
  return distance > 0 ? 'done' : distance === 0 ? 'running' : 'waiting'
}

/** Whether nothing more will happen. */
export function hasEnded({ status }: Pick<Submission, 'status'>): boolean {
  return status === 'done' || status === 'failed'
}
