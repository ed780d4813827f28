'use client'

import { useTranslations } from 'next-intl'
import type { Video } from '../../api/rest-types.ts'
import { Button } from '../../components/ui/button.tsx'
import { ProgressBar } from '../../components/ui/progress-bar.tsx'

/** What is made of a video: how far each rendition is, and what can be done about it. */
export function RenditionList(props: {
  readonly renditions: Video['renditions']
  readonly busy: boolean
  readonly onWork: (work: { what: 'retry' | 'cancel'; rung: string }) => void
}) {
  const { renditions, busy, onWork } = props
  const t = useTranslations('videos')
  if (renditions.length === 0) return null
  return (
    <ul className="grid gap-2 text-sm">
      {renditions.map(({ rung, state, progress, problem }) => {
        const label = t('rendition', { rung })
        const open = state === 'waiting' || state === 'running'
        const again = state === 'failed' || state === 'cancelled'
        return (
          <li
            key={rung}
            className="grid grid-cols-[4rem_7.5rem_1fr_auto] items-center gap-x-3"
            data-testid="rendition"
            data-rung={rung}
            data-state={state}
          >
            <span className="font-semibold">{rung}</span>
            <span className="text-ink-soft">{t(`rungStates.${state}`)}</span>
            <ProgressBar label={label} percent={state === 'done' ? 100 : Math.round(100 * progress)} />
            <span className="min-h-9">
              {(open || again) && (
                <Button
                  size="sm"
                  variant="quiet"
                  disabled={busy}
                  aria-label={`${t(again ? 'retry' : 'cancel')}: ${label}`}
                  onClick={() => onWork({ what: again ? 'retry' : 'cancel', rung })}
                >
                  {t(again ? 'retry' : 'cancel')}
                </Button>
              )}
            </span>
            {problem && (
              <span lang="en" className="col-span-full text-coral">
                {problem.detail}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
