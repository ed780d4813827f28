'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import type { Video } from '../../api/rest-types.ts'
import { useCall } from '../../api/use-call.ts'
import { Button } from '../../components/ui/button.tsx'
import { useTask } from '../../components/use-task.ts'
import { FaultNote } from './fault-note.tsx'

/** Milliseconds between two looks while an engine writes down what is said. */
const lookMs = 3_000

/** Has captions written from what is said, where the site has an engine for that and the video has none; how far that is. */
export function CaptionTranscribe(props: { readonly first: Video; readonly onWritten: () => void }) {
  const { first } = props
  const t = useTranslations('videos.caption')
  const call = useCall()
  const [video, setVideo] = useState(first)
  const written = useRef(props.onWritten)
  written.current = props.onWritten
  const { id, transcript, mayTranscribe } = video
  const waits = transcript?.state === 'waiting'
  const ask = useTask(async () => {
    setVideo(
      await call((api) => api.POST('/api/v1/videos/{id}/transcribe', { params: { path: { id } }, body: {} })),
    )
  })
  useEffect(() => {
    if (!waits) return
    let timer: ReturnType<typeof setTimeout>
    const look = () => {
      timer = setTimeout(async () => {
        const asked = call((api) => api.GET('/api/v1/videos/{id}', { params: { path: { id } } }))
        // Unanswered, the next look comes by itself.
        const seen = await asked.catch(() => undefined)
        if (seen) setVideo(seen)
        if (seen && seen.transcript === null) written.current()
        else look()
      }, lookMs)
    }
    look()
    return () => clearTimeout(timer)
  }, [waits, call, id])
  if (!waits && !mayTranscribe && !transcript?.problem) return null
  return (
    <section className="grid gap-2">
      {waits ? (
        <p role="status" data-testid="caption-transcribing">
          {t('transcribing')}
        </p>
      ) : (
        mayTranscribe && (
          <div>
            <Button
              variant="outline"
              disabled={ask.pending}
              onClick={() => ask.run()}
              data-testid="caption-transcribe"
            >
              {t('transcribe')}
            </Button>
          </div>
        )
      )}
      {transcript?.problem && (
        <p lang="en" role="alert" className="text-sm font-medium text-coral">
          {transcript.problem.detail}
        </p>
      )}
      {ask.error instanceof ApiProblem && <FaultNote problem={ask.error} />}
    </section>
  )
}
