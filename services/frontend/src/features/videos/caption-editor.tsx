'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import type { CaptionTrack } from '../../api/rest-types.ts'
import { useCall } from '../../api/use-call.ts'
import { Button } from '../../components/ui/button.tsx'
import { Skeleton } from '../../components/ui/skeleton.tsx'
import { useTask } from '../../components/use-task.ts'
import type { Language } from '../../i18n/languages.ts'
import { type CaptionDrafts, changedLines, lineAt, remaining, withDraft } from './caption-drafts.ts'
import { captionAct } from './caption-keys.ts'
import { CaptionLine } from './caption-line.tsx'
import { FaultNote } from './fault-note.tsx'
import type { PlayerHandle } from './player.tsx'

/** The lines of one language beside the video, which goes to the line that is stood on. What is saved is what was changed. */
export function CaptionEditor(props: {
  readonly path: { readonly id: string; readonly lang: Language }
  /** The newest that the list knows of: read again when it rises, drafts are kept. */
  readonly revision: number
  /** Where the video is, in seconds. */
  readonly time: number
  readonly player: RefObject<PlayerHandle | null>
  readonly onSaved: () => Promise<void>
}) {
  const { path, revision, time, player, onSaved } = props
  const t = useTranslations('videos')
  const call = useCall()
  const [track, setTrack] = useState<CaptionTrack>()
  const [drafts, setDrafts] = useState<CaptionDrafts>(new Map())
  const [saved, setSaved] = useState(false)
  const lines = useRef<HTMLOListElement>(null)
  const { id, lang } = path
  const load = useCallback(async () => {
    const params = { path: { id, lang } }
    const read = await call((api) => api.GET('/api/v1/videos/{id}/captions/{lang}', { params }))
    setTrack(read)
    setDrafts((now) => remaining(now, read))
  }, [call, id, lang])
  const loading = useTask(load)
  const { run } = loading
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is read
  useEffect(() => run(), [run, revision])

  const save = useTask(async () => {
    if (!track) return
    const changed = changedLines(drafts)
    if (changed.length === 0) return
    setSaved(false)
    try {
      const read = await call((api) =>
        api.PATCH('/api/v1/videos/{id}/captions/{lang}', {
          params: { path: { id, lang } },
          body: { revision: track.revision, lines: changed },
        }),
      )
      setTrack(read)
      setDrafts((now) => remaining(now, read))
      setSaved(true)
      await onSaved()
    } catch (error) {
      // Somebody was faster: theirs is shown, and what differs from it stays a draft, to be saved over it or not.
      if (error instanceof ApiProblem && error.status === 409) await load()
      throw error
    }
  })
  useEffect(() => {
    if (drafts.size === 0) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [drafts])

  if (!track) {
    return loading.error instanceof ApiProblem ? (
      <FaultNote problem={loading.error} />
    ) : (
      <Skeleton className="h-96" />
    )
  }
  const now = lineAt(track, time)
  const onKey = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLTextAreaElement)) return
    const act = captionAct(event.nativeEvent)
    if (!act) return
    event.preventDefault()
    const fields = [...(lines.current?.querySelectorAll('textarea') ?? [])]
    const at = fields.indexOf(event.target)
    if (act === 'save') save.run()
    else if (act === 'toggle') player.current?.toggle()
    else fields[act === 'next' ? at + 1 : at - 1]?.focus()
  }
  const fault = save.error instanceof ApiProblem ? save.error : undefined
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields in it
    <div className="grid gap-4" onKeyDown={onKey} data-testid="caption-editor" data-language={lang}>
      <div className="sticky top-15.5 z-1 flex flex-wrap items-center gap-3 bg-paper py-2">
        <Button
          onClick={() => save.run()}
          disabled={drafts.size === 0 || save.pending}
          aria-keyshortcuts="Control+S"
          data-testid="caption-save"
        >
          {t('caption.save')}
        </Button>
        <p role="status" className="text-sm text-ink-soft" data-testid="caption-state">
          {drafts.size > 0 ? t('caption.unsaved', { count: drafts.size }) : saved && t('caption.saved')}
        </p>
      </div>
      {fault && (
        <FaultNote problem={fault.status === 409 ? { ...fault, code: 'conflict', status: 0 } : fault} />
      )}
      <p className="text-sm text-ink-soft">{t('caption.keys')}</p>
      <ol ref={lines} className="grid gap-3">
        {track.lines.map((line) => (
          <CaptionLine
            key={line.place}
            line={line}
            lang={lang}
            draft={drafts.get(line.place)}
            current={line.place === now}
            onJump={() => player.current?.seek(line.startMs / 1_000)}
            onChange={(text) => {
              setSaved(false)
              setDrafts(withDraft(drafts, track, line.place, text))
            }}
          />
        ))}
      </ol>
    </div>
  )
}
