'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Button } from '../../components/ui/button.tsx'
import { ProgressBar } from '../../components/ui/progress-bar.tsx'
import { FaultNote } from './fault-note.tsx'
import { megabytes } from './megabytes.ts'
import type { PageUpload, useUpload } from './use-upload.ts'

/** A file on its way from this page. */
export function UploadProgress(
  props: Omit<ReturnType<typeof useUpload>, 'upload'> & {
    readonly upload: PageUpload
    readonly onCancelled: () => Promise<void>
  },
) {
  const { upload, pause, resume, cancel, onCancelled } = props
  const t = useTranslations('videos')
  const format = useFormatter()
  const { phase, done, total } = upload.state
  const label =
    phase === 'reading' ? t('hashing') : t(phase === 'paused' ? 'paused' : 'sending', { name: upload.name })
  const size = (bytes: number) => format.number(megabytes(bytes), { style: 'unit', unit: 'megabyte' })
  return (
    <section
      className="grid gap-3 rounded-lg border-2 border-ink bg-card p-5"
      data-testid="upload-progress"
      data-phase={phase}
    >
      <p role="status" className="wrap-anywhere font-semibold">
        {label}
      </p>
      <ProgressBar label={label} percent={total > 0 ? Math.round((100 * done) / total) : 0} />
      <div className="flex flex-wrap items-center gap-2">
        <p className="grow text-sm text-ink-soft tabular-nums">
          {t('sentOf', { sent: size(done), total: size(total) })}
        </p>
        {phase === 'paused' ? (
          <Button size="sm" onClick={resume} data-testid="upload-resume">
            {t('goOn')}
          </Button>
        ) : (
          <Button size="sm" variant="outline" onClick={pause} data-testid="upload-pause">
            {t('pause')}
          </Button>
        )}
        <Button
          size="sm"
          variant="quiet"
          onClick={() => void cancel().then(onCancelled)}
          data-testid="upload-cancel"
        >
          {t('cancel')}
        </Button>
      </div>
      {upload.problem && <FaultNote problem={upload.problem} />}
    </section>
  )
}
