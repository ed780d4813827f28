'use client'

import { useTranslations } from 'next-intl'
import type { ApiProblem } from '../../api/problem.ts'
import { Notice } from '../../components/ui/notice.tsx'
import { videoFault } from './video-fault.ts'

/** A refusal: what it comes to in the reader's language, and below it what the backend says itself. */
export function FaultNote({
  problem,
}: {
  readonly problem: Pick<ApiProblem, 'code' | 'message' | 'status'>
}) {
  const t = useTranslations('videos.faults')
  return (
    <Notice tone="bad" role="alert" data-testid="video-fault" data-code={problem.code}>
      <p>{t(videoFault(problem.code))}</p>
      {problem.status > 0 && (
        <p lang="en" className="wrap-anywhere text-sm whitespace-pre-line text-ink-soft">
          {problem.message}
        </p>
      )}
    </Notice>
  )
}
