import type { Context } from '../core/context.ts'
import { type Rollout, rolloutPlan } from './rollout/deploy-production.ts'
import type { RolloutRequest } from './rollout/rollout-request.ts'
import { swarmPlan } from './swarm/deploy-swarm.ts'

/** The steps of a release, by who runs the containers. */
export const releasePlan = (context: Context, request: RolloutRequest): Promise<Rollout> =>
  request.target === 'swarm' ? swarmPlan(context, request) : rolloutPlan(context, request)
