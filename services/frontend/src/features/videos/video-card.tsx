'use client'

import { Captions, RotateCcw, Trash2 } from 'lucide'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import type { Video } from '../../api/rest-types.ts'
import { useCall } from '../../api/use-call.ts'
import { useSiteConfig } from '../../components/site-config.tsx'
import { Badge } from '../../components/ui/badge.tsx'
import { Button, ButtonLink } from '../../components/ui/button.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import { useLoaded } from '../../components/use-loaded.ts'
import { useTask } from '../../components/use-task.ts'
import type { Language } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'
import { clock } from './clock.ts'
import { FaultNote } from './fault-note.tsx'
import { megabytes } from './megabytes.ts'
import { RenditionList } from './rendition-list.tsx'

const loadDialog = () => import('../../components/ui/confirm-dialog.tsx')

/**
 * A video for who may change it: how far it is, what can be done with it.
 *
 * @param props.fetched it comes by itself: nobody has to choose its file again
 */
export function VideoCard(props: {
  readonly video: Video
  readonly fetched: boolean
  readonly onChanged: () => Promise<void>
}) {
  const { video, fetched, onChanged } = props
  const t = useTranslations('videos')
  const format = useFormatter()
  const lang = useLocale() as Language
  const { apiUrl } = useSiteConfig()
  const call = useCall()
  const [asking, setAsking] = useState(false)
  const ConfirmDialog = useLoaded(loadDialog, asking)
  const path = { id: video.id }
  const remove = useTask(async () => {
    await call(async (api) => {
      const answer = await api.DELETE('/api/v1/videos/{id}', { params: { path } })
      return answer.response.ok ? { ...answer, data: true } : answer
    })
    await onChanged()
  })
  const work = useTask(async ({ what, rung }: { what: 'retry' | 'cancel'; rung?: string }) => {
    await call((api) =>
      api.POST(`/api/v1/videos/{id}/${what}`, { params: { path }, body: rung ? { rung } : {} }),
    )
    await onChanged()
  })
  const problem = [remove.error, work.error].find((error) => error instanceof ApiProblem)
  const facts = [
    video.durationSeconds !== null && clock(video.durationSeconds),
    video.width && video.height && `${video.width} × ${video.height}`,
    // Of what is fetched from an address nobody knows the size at first.
    video.bytes > 0 && format.number(megabytes(video.bytes), { style: 'unit', unit: 'megabyte' }),
  ].filter(Boolean)
  // What never came whole has nothing that could be done again: its file is sent, or its address given, anew.
  const came = video.sha256 !== null
  const stopped = video.renditions.some(({ state }) => state === 'failed' || state === 'cancelled')
  return (
    <li
      className="grid gap-4 rounded-lg border-2 border-line bg-card p-4 sm:grid-cols-[14rem_1fr]"
      data-testid="video-card"
      data-state={video.state}
    >
      <div className="overflow-hidden rounded-md bg-sunk" style={{ aspectRatio: '16 / 9' }}>
        {video.poster && (
          // biome-ignore lint/performance/noImgElement: posters come in one size; the optimizer is left out of the image
          <img
            src={/^https?:/.test(video.poster) ? video.poster : `${apiUrl}${video.poster}`}
            alt=""
            className="size-full object-contain"
          />
        )}
      </div>
      <div className="grid min-w-0 content-start gap-3">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h3 className="wrap-anywhere text-lg">{video.name}</h3>
          <Badge>{t(`states.${video.state}`)}</Badge>
        </div>
        <p className="text-sm text-ink-soft tabular-nums empty:hidden">{facts.join(' · ')}</p>
        {video.state === 'uploading' && !fetched && <p className="text-sm">{t('goOnWith')}</p>}
        {video.problem && (
          <p lang="en" role="alert" className="text-sm font-medium text-coral" data-testid="video-problem">
            {video.problem.detail}
          </p>
        )}
        <RenditionList renditions={video.renditions} busy={work.pending} onWork={work.run} />
        {problem instanceof ApiProblem && <FaultNote problem={problem} />}
        <div className="flex flex-wrap gap-2">
          {video.state !== 'uploading' && video.state !== 'failed' && (
            <ButtonLink
              size="sm"
              variant="outline"
              href={localPath(lang, `/tools/${video.tool}/videos/${video.id}`)}
              data-testid="video-captions"
            >
              <Icon of={Captions} className="size-4" />
              {t('captions')}
            </ButtonLink>
          )}
          {((video.state === 'failed' && came) || stopped) && (
            <Button
              size="sm"
              variant="outline"
              disabled={work.pending}
              onClick={() => work.run({ what: 'retry' })}
              data-testid="video-retry"
            >
              <Icon of={RotateCcw} className="size-4" />
              {t('retry')}
            </Button>
          )}
          <Button
            size="sm"
            variant="quiet"
            disabled={remove.pending}
            onClick={() => setAsking(true)}
            data-testid="video-remove"
          >
            <Icon of={Trash2} className="size-4" />
            {t('remove')}
          </Button>
        </div>
      </div>
      {asking && ConfirmDialog && (
        <ConfirmDialog
          title={t('removeAsk')}
          text={t('removeText', { name: video.name })}
          yes={t('remove')}
          no={t('keep')}
          onYes={() => remove.run()}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  )
}
