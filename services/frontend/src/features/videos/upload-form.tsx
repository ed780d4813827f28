'use client'

import { Upload as UploadIcon } from 'lucide'
import { useTranslations } from 'next-intl'
import { type DragEvent, useEffect, useId, useRef, useState } from 'react'
import { classNames } from '../../components/class-names.ts'
import { Icon } from '../../components/ui/icon.tsx'
import { AddressForm } from './address-form.tsx'
import { UploadProgress } from './upload-progress.tsx'
import type { useUpload } from './use-upload.ts'

/** Adding a video: a file, chosen or dropped, or an address. */
export function UploadForm(props: {
  readonly slug: string
  readonly upload: ReturnType<typeof useUpload>
  readonly onAdded: (id: string) => void
  readonly onCancelled: () => Promise<void>
}) {
  const { slug, upload, onAdded, onCancelled } = props
  const t = useTranslations('videos')
  const id = useId()
  const [over, setOver] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const { send } = upload
  // Chosen before the scripts were here, when nothing listened yet.
  useEffect(() => {
    const file = field.current?.files?.[0]
    if (!field.current || !file) return
    field.current.value = ''
    void send(file)
  }, [send])
  if (upload.upload) return <UploadProgress {...upload} upload={upload.upload} onCancelled={onCancelled} />
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file) void upload.send(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <section className="grid gap-5" aria-labelledby={`${id}-add`}>
      <h2 id={`${id}-add`} className="text-2xl">
        {t('add')}
      </h2>
      <label
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classNames(
          'grid cursor-pointer justify-items-center gap-2 rounded-lg border-2 border-dashed p-8 text-center',
          'focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-cobalt hover:bg-ink/4',
          over ? 'border-cobalt bg-cobalt-soft' : 'border-ink/50',
        )}
      >
        <Icon of={UploadIcon} className="size-8" />
        <span className="font-semibold underline underline-offset-4">{t('choose')}</span>
        <span className="text-sm text-ink-soft">{t('orDrop')}</span>
        <input
          ref={field}
          type="file"
          accept="video/*,.mkv,.mov,.avi,.mpg,.ogv,.flv,.asf,.wmv"
          className="sr-only"
          onChange={(event) => take(event.currentTarget.files)}
          data-testid="video-file-input"
        />
      </label>
      <AddressForm slug={slug} onAdded={onAdded} />
    </section>
  )
}
