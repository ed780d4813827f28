'use client'

import { useEffect, useState } from 'react'
import { useApi } from '../../api/browser.ts'
import { bodyOf } from '../../api/client.ts'
import { unreachable } from '../../api/problem.ts'
import type { Submission } from '../../api/rest-types.ts'
import { useSiteConfig } from '../../components/site-config.tsx'
import { followSubmission } from './follow.ts'
import { hasEnded } from './steps.ts'

interface Followed {
  readonly submission: Submission | undefined
  /** A problem with asking, not with the page: gone id, backend away. */
  readonly fault: { readonly code: string; readonly reason?: string | undefined } | undefined
}

/** A submission as it goes on, from its id; also after a reload. */
export function useSubmission(id: string | undefined, known: Submission | undefined): Followed {
  const api = useApi()
  const { apiUrl } = useSiteConfig()
  const [followed, setFollowed] = useState<Followed>({ submission: known, fault: undefined })

  useEffect(() => {
    if (!id) return setFollowed({ submission: undefined, fault: undefined })
    if (known && hasEnded(known)) return setFollowed({ submission: known, fault: undefined })
    setFollowed((before) => (before.submission?.id === id ? before : { submission: known, fault: undefined }))
    const ask = (signal: AbortSignal) =>
      bodyOf(api.GET('/api/v1/submissions/{id}', { params: { path: { id } }, signal }))
    return followSubmission(
      { open: () => new EventSource(`${apiUrl}/api/v1/submissions/${encodeURIComponent(id)}/events`), ask },
      (submission) => setFollowed({ submission, fault: undefined }),
      (error) => setFollowed((before) => ({ ...before, fault: unreachable(error) })),
    )
  }, [id, known, api, apiUrl])

  return followed
}
