'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Select } from '../../components/ui/field.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { invite } from './invite-action.ts'
import { SmallField } from './parts.tsx'

/** Invites somebody: the link is shown once, for whoever invites to pass on. */
export function InviteForm() {
  const [made, action, sending] = useActionState(invite, undefined)
  const t = useTranslations('admin')
  return (
    <div className="grid gap-3">
      <h2 className="text-2xl">{t('invite.title')}</h2>
      <form action={action} className="flex flex-wrap items-end gap-2" data-testid="invite-form">
        <SmallField label={t('invite.email')} name="email" type="email" required maxLength={254} />
        <Select name="role" aria-label={t('role')} className="min-h-9! w-auto!">
          {(['member', 'editor', 'admin'] as const).map((role) => (
            <option key={role} value={role}>
              {t(`roles.${role}`)}
            </option>
          ))}
        </Select>
        <Button type="submit" size="sm" disabled={sending}>
          {t('invite.send')}
        </Button>
      </form>
      {made && 'link' in made && (
        <Notice tone="good" role="status" title={t('invite.made', { email: made.email })}>
          <p>{t(made.mailed ? 'invite.mailed' : 'invite.once')}</p>
          <code className="select-all" data-testid="invite-link">
            {made.link}
          </code>
        </Notice>
      )}
      {made && 'fault' in made && (
        <Notice tone="bad" role="alert">
          {t(`faults.${made.fault}`)}
        </Notice>
      )}
    </div>
  )
}
