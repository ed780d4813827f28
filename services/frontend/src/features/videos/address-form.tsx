'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import { useCall } from '../../api/use-call.ts'
import { Button } from '../../components/ui/button.tsx'
import { Input } from '../../components/ui/input.tsx'
import { useTask } from '../../components/use-task.ts'
import { FaultNote } from './fault-note.tsx'

/** Adding a video by its address: the server fetches it, and what it comes to is told by its card. */
export function AddressForm(props: { readonly slug: string; readonly onAdded: (id: string) => void }) {
  const { slug, onAdded } = props
  const t = useTranslations('videos')
  const call = useCall()
  const id = useId()
  const [url, setUrl] = useState('')
  const task = useTask(async () => {
    const video = await call((api) =>
      api.POST('/api/v1/tools/{slug}/videos', { params: { path: { slug } }, body: { url: url.trim() } }),
    )
    setUrl('')
    onAdded(video.id)
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    task.run()
  }
  return (
    <form onSubmit={submit} className="grid gap-1.5">
      <label htmlFor={`${id}-url`} className="text-sm font-semibold">
        {t('address')}
      </label>
      <div className="flex flex-wrap gap-2">
        <Input
          id={`${id}-url`}
          type="url"
          required
          maxLength={2_048}
          placeholder="https://"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          className="max-w-xl grow basis-60"
          data-testid="video-address"
        />
        <Button type="submit" variant="outline" disabled={task.pending} data-testid="video-fetch">
          {t('fetch')}
        </Button>
      </div>
      {task.error instanceof ApiProblem && <FaultNote problem={task.error} />}
    </form>
  )
}
