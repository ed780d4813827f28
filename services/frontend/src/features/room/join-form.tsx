'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useId } from 'react'
import { unreachable } from '../../api/problem.ts'
import { useCall } from '../../api/use-call.ts'
import { read, write } from '../../components/storage.ts'
import { Button } from '../../components/ui/button.tsx'
import { Input } from '../../components/ui/field.tsx'
import { useTask } from '../../components/use-task.ts'
import type { Language } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'
import { sessions } from '../auth/session.ts'
import { faultText } from './fault-text.ts'

const nameKey = 'parlance_name'

/** A name is all that a guest needs to write. */
export function JoinForm(props: {
  readonly guests: boolean
  readonly reading: Language
  readonly onJoined: () => void
}) {
  const { guests, reading, onJoined } = props
  const t = useTranslations('room')
  const lang = useLocale()
  const call = useCall()
  const id = useId()
  const join = useTask(async (name: string) => {
    const body = { name, lang: reading, session: 'cookie' } as const
    const session = await call((api) => api.POST('/api/v1/auth/guest', { body }))
    write(nameKey, name)
    sessions.set(session)
    onJoined()
  })

  if (!guests) {
    return (
      <p className="py-2 text-center" data-testid="members-only">
        {t.rich('membersOnly', {
          link: (text) => (
            <a href={localPath(lang, '/sign-in')} className="ink-link font-semibold">
              {text}
            </a>
          ),
        })}
      </p>
    )
  }
  return (
    <form
      data-testid="join-form"
      onSubmit={(event) => {
        event.preventDefault()
        const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
        if (name) join.run(name)
      }}
      className="grid gap-2"
    >
      <label htmlFor={id} className="text-sm font-semibold">
        {t('joinLabel')}
      </label>
      <div className="flex gap-2">
        <Input
          id={id}
          name="name"
          required
          maxLength={40}
          autoComplete="nickname"
          defaultValue={read(nameKey) ?? ''}
          suppressHydrationWarning
          placeholder={t('joinPlaceholder')}
          aria-describedby={join.error ? `${id}-fault` : `${id}-hint`}
          data-testid="join-name"
        />
        <Button type="submit" variant="sun" disabled={join.pending} data-testid="join-button">
          {t('join')}
        </Button>
      </div>
      {join.error ? (
        <p id={`${id}-fault`} role="alert" className="text-sm text-coral">
          {t(`faults.${faultText(unreachable(join.error).code)}`)}
        </p>
      ) : (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {t('joinHint')}
        </p>
      )}
    </form>
  )
}
