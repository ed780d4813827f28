'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { Submission } from '../../api/rest-types.ts'
import { Skeleton } from '../../components/ui/skeleton.tsx'
import { localPath } from '../../i18n/paths.ts'
import { reasonOf } from './reasons.ts'
import { hasEnded } from './steps.ts'
import { SubmissionFailure } from './submission-failure.tsx'
import { SubmissionDone, SubmissionProgress } from './submission-view.tsx'
import { type Refused, SubmitForm } from './submit-form.tsx'
import { useSubmission } from './use-submission.ts'

interface Props {
  /** `?id=` of the page's address: what a reload goes on with. */
  readonly id: string | undefined
  /** The submission as it stood when the page was made. */
  readonly known: Submission | undefined
  readonly refused: Refused | undefined
}

/** Paste an address, watch it become a listing. The focus follows what takes the place of what had it. */
export function SubmitDesk(props: Props) {
  const place = useRef<HTMLDivElement>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (turn > 0) place.current?.focus()
  }, [turn])
  return (
    <div ref={place} tabIndex={-1} className="outline-none">
      <Desk {...props} onTurn={() => setTurn((before) => before + 1)} />
    </div>
  )
}

function Desk({ id: idInAddress, known, refused, onTurn }: Props & { readonly onTurn: () => void }) {
  const t = useTranslations('submit')
  const lang = useLocale()
  const [id, setId] = useState(idInAddress)
  const [made, setMade] = useState(known)
  const [turned, setTurned] = useState(false)
  const { submission, fault } = useSubmission(id, made)

  function show(next: Submission | undefined): void {
    setTurned(true)
    setMade(next)
    setId(next?.id)
    onTurn()
    const query = next ? `?id=${next.id}` : ''
    window.history.replaceState(null, '', `${window.location.pathname}${query}`)
  }
  const again = () => show(undefined)

  if (!id) return <SubmitForm onSubmitted={show} refused={turned ? undefined : refused} />
  if (!submission) {
    if (fault) return <SubmissionFailure reason={reasonOf(fault)} url={undefined} onAgain={again} />
    return (
      <div role="status" aria-label={t('looking')}>
        <Skeleton className="h-72 rounded-lg!" />
      </div>
    )
  }
  if (submission.status === 'failed') {
    const problem = submission.problem ?? { code: 'internal' }
    return <SubmissionFailure reason={reasonOf(problem)} url={submission.url} onAgain={again} />
  }
  return (
    <div className="grid gap-5">
      {submission.status === 'done' ? (
        <SubmissionDone submission={submission} />
      ) : (
        <SubmissionProgress submission={submission} />
      )}
      {/* Where no script follows it, the page asks again by itself. */}
      {!hasEnded(submission) && (
        <noscript>
          <meta httpEquiv="refresh" content="4" />
        </noscript>
      )}
      {fault && !hasEnded(submission) && <p role="status">{t('connectionLost')}</p>}
      <a
        href={localPath(lang, '/submit')}
        onClick={(event) => {
          event.preventDefault()
          again()
        }}
        className="ink-link justify-self-start font-semibold"
        data-testid="submit-another"
      >
        {t('another')}
      </a>
    </div>
  )
}
