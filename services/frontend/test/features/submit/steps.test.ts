import { describe, expect, it } from 'vitest'
import { hasEnded, stateOfStep, visibleSteps } from '../../../src/features/submit/steps.ts'

const states = (
  step: 'queued' | 'read' | 'describe' | 'done',
  status: 'queued' | 'running' | 'done' = 'running',
) => visibleSteps.map((one) => stateOfStep(one, { step, status }))

describe('steps of a submission', () => {
  it('wait, run and are done in order', () => {
    expect(states('queued', 'queued')).toEqual(Array(7).fill('waiting'))
    expect(states('read')).toEqual(['done', 'done', 'running', 'waiting', 'waiting', 'waiting', 'waiting'])
    expect(states('done', 'done')).toEqual(Array(7).fill('done'))
  })

  it('show an unlisted step between its neighbours', () => {
    expect(states('describe')).toEqual(['done', 'done', 'done', 'done', 'done', 'waiting', 'waiting'])
  })

  it('end with done and failed', () => {
    expect(
      (['queued', 'running', 'done', 'failed'] as const).filter((status) => hasEnded({ status })),
    ).toEqual(['done', 'failed'])
  })
})
