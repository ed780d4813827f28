import { openSpan } from '@parlance/service-kit/spans'
import { headers } from 'next/headers'
import { cache } from 'react'
import { env } from '../server/env.ts'
import { LastAnswers } from '../server/last-answers.ts'
import { type Api, createApi } from './client.ts'
import { fetchWithin } from './fetch-within.ts'
import { unreachable } from './problem.ts'

/** Milliseconds that a page waits for the backend. */
const pageDeadlineMs = 5_000

/** What pages were made of lately, for when the backend is away. Some 20 MB at most. */
const lastAnswers = new LastAnswers(10_000_000)

/** How current the answers are that the page being rendered uses: `since` = some of it is an older answer, because the backend is away. */
export const freshness = cache((): { since?: Date } => ({}))

/** The REST client of a page being rendered; carries the request's id on to the backend's log. */
export const serverApi = cache(async (): Promise<Api> => {
  const requestId = (await headers()).get('x-request-id')
  const page = freshness()
  return createApi({
    baseUrl: env().backendUrl,
    deadlineMs: pageDeadlineMs,
    ...(requestId && { headers: { 'x-request-id': requestId } }),
    fetch: async (request) => {
      const answer = await traced(request)
      const question = request.method === 'GET' ? request.url : undefined
      if (answer instanceof Response && answer.status < 500) {
        if (question && answer.ok)
          lastAnswers.keep(question, { body: await answer.clone().text(), at: new Date() })
        return answer
      }
      const last = question && lastAnswers.find(question)
      if (last) {
        if (!page.since || last.at < page.since) page.since = last.at
        return Response.json(JSON.parse(last.body))
      }
      if (answer instanceof Response) return answer
      throw answer
    },
  })
})

/** Asks the backend as a span of the page, whose child the backend's own becomes. */
async function traced(request: Request): Promise<Response | ReturnType<typeof unreachable>> {
  const span = openSpan(request.method, {
    side: 'client',
    onlyWithin: true,
    attributes: { 'http.request.method': request.method, 'url.path': new URL(request.url).pathname },
  })
  span.carry((header, value) => request.headers.set(header, value))
  const answer = await fetchWithin(request, pageDeadlineMs).catch((error: unknown) => unreachable(error))
  if (answer instanceof Response) span.end({ attributes: { 'http.response.status_code': answer.status } })
  else span.end({ failure: answer })
  return answer
}
