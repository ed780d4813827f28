import { bodyOf } from '../../api/client.ts'
import type { Submission, SubmissionBatch } from '../../api/rest-types.ts'
import { serverApi } from '../../api/server.ts'
import { nullWhereAbsent } from '../tools/tool-queries.ts'

/** A submission as it stands; undefined where there is none. @throws ApiProblem */
export async function readSubmission(id: string): Promise<Submission | undefined> {
  const api = await serverApi()
  const call = bodyOf(api.GET('/api/v1/submissions/{id}', { params: { path: { id } } }))
  return (await call.catch(nullWhereAbsent)) ?? undefined
}

/** Several submissions as they stand; undefined where there are none. @throws ApiProblem */
export async function readBatch(id: string): Promise<SubmissionBatch | undefined> {
  const api = await serverApi()
  const call = bodyOf(api.GET('/api/v1/submission-batches/{id}', { params: { path: { id } } }))
  return (await call.catch(nullWhereAbsent)) ?? undefined
}
