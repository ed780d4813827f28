'use client'

import { useEffect, useId, useRef } from 'react'
import { useApi } from '../../api/browser.ts'
import { bodyOf } from '../../api/client.ts'
import { unreachable } from '../../api/problem.ts'
import { Button } from '../../components/ui/button.tsx'
import { Select } from '../../components/ui/field.tsx'
import { useTask } from '../../components/use-task.ts'
import { faultText } from './fault-text.ts'
import { useRoomTexts } from './texts.tsx'

/** Minutes that are offered; 0 = until somebody lifts it. */
const lengths = [10, 60, 1_440, 10_080, 0] as const

/** Mutes somebody: where, and for how long; and takes it back at once where it was a slip. Loaded when it is asked for. */
export default function MuteDialog(props: {
  readonly room: string
  readonly person: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}) {
  const { room, person, onClose } = props
  const t = useRoomTexts()
  const api = useApi()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const { name } = person
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const mute = useTask(({ everywhere, minutes }: { everywhere: boolean; minutes: number }) =>
    bodyOf(
      api.POST('/api/v1/rooms/{slug}/mutes', {
        params: { path: { slug: room } },
        body: { userId: person.id, everywhere, ...(minutes > 0 && { minutes }) },
      }),
    ),
  )
  const lift = useTask(async () => {
    const params = { path: { slug: room, userId: person.id } }
    const { error, response } = await api.DELETE('/api/v1/rooms/{slug}/mutes/{userId}', { params })
    // Lifted by somebody else meanwhile is lifted.
    if (!response.ok && response.status !== 404) throw error
  })
  const fault = mute.error ?? lift.error
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      onClose={onClose}
      data-testid="mute-dialog"
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border-2 border-ink bg-card p-6 text-ink backdrop:bg-black/50"
    >
      <h2 id={`${id}-title`} className="text-xl wrap-anywhere">
        {t('muteTitle', { name })}
      </h2>
      {mute.done ? (
        <div className="mt-3 grid gap-5">
          <p role="status" data-testid="muted-now">
            {lift.done ? t('unmuted', { name }) : t('mutedNow', { name })}
          </p>
          <div className="flex flex-wrap justify-end gap-2">
            {!lift.done && (
              <Button variant="quiet" disabled={lift.pending} onClick={() => lift.run()} data-testid="unmute">
                {t('unmute')}
              </Button>
            )}
            <Button onClick={() => dialog.current?.close()}>{t('close')}</Button>
          </div>
        </div>
      ) : (
        <form
          className="mt-2 grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            const form = new FormData(event.currentTarget)
            mute.run({ everywhere: form.get('where') === 'all', minutes: Number(form.get('minutes')) })
          }}
        >
          <p className="text-ink-soft">{t('muteText')}</p>
          <fieldset className="grid gap-2">
            <legend className="mb-1 text-sm font-semibold">{t('muteWhere')}</legend>
            {(['here', 'all'] as const).map((where) => (
              <label key={where} className="flex items-center gap-2.5">
                <input
                  type="radio"
                  name="where"
                  value={where}
                  defaultChecked={where === 'here'}
                  className="size-4 accent-(--ink)"
                />
                {where === 'here' ? t('muteHere') : t('muteEverywhere')}
              </label>
            ))}
          </fieldset>
          <label htmlFor={`${id}-for`} className="grid gap-1.5 text-sm font-semibold">
            {t('muteFor')}
            <Select id={`${id}-for`} name="minutes" defaultValue={60} className="font-normal">
              {lengths.map((minutes) => (
                <option key={minutes} value={minutes}>
                  {minutes === 0 ? t('muteOpen') : t(`mute${minutes}`)}
                </option>
              ))}
            </Select>
          </label>
          {fault !== undefined && (
            <p role="alert" className="text-sm text-coral">
              {t(`faults.${faultText(unreachable(fault).code)}`)}
            </p>
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <Button variant="quiet" onClick={() => dialog.current?.close()}>
              {t('cancel')}
            </Button>
            <Button type="submit" variant="danger" disabled={mute.pending} data-testid="mute-yes">
              {t('muteYes')}
            </Button>
          </div>
        </form>
      )}
    </dialog>
  )
}
