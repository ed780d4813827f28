'use client'

import { useMutation } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useId } from 'react'
import { useApi } from '../../api/browser.ts'
import { bodyOf } from '../../api/client.ts'
import { unreachable } from '../../api/problem.ts'
import { read, write } from '../../components/storage.ts'
import { Button } from '../../components/ui/button.tsx'
import { Input } from '../../components/ui/field.tsx'
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
  const api = useApi()
  const id = useId()
  const join = useMutation({
    mutationFn: (name: string) =>
      bodyOf(api.POST('/api/v1/auth/guest', { body: { name, lang: reading, session: 'cookie' } })),
    onSuccess: (session, name) => {
      write(nameKey, name)
      sessions.set(session)
      onJoined()
    },
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
        if (name) join.mutate(name)
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
          aria-describedby={join.isError ? `${id}-fault` : `${id}-hint`}
          data-testid="join-name"
        />
        <Button type="submit" variant="sun" disabled={join.isPending} data-testid="join-button">
          {t('join')}
        </Button>
      </div>
      {join.isError ? (
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
