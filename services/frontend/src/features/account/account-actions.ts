'use server'

import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { localPath } from '../../i18n/paths.ts'
import { answerOf } from '../admin/action-answer.ts'
import { adminApi } from '../admin/admin-api.ts'

/** Signs out on another device. */
export async function endSession(form: FormData): Promise<void> {
  const api = await adminApi()
  const id = String(form.get('id'))
  const done = await answerOf(api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } })).then(
    () => 'ended',
    () => 'failed',
  )
  redirect(`${localPath(await getLocale(), '/account')}?done=${done}`)
}

/** Erases the account, where the box that says so is ticked. */
export async function eraseAccount(form: FormData): Promise<void> {
  const api = await adminApi()
  const here = localPath(await getLocale(), '/account')
  if (form.get('sure') === null) redirect(here)
  const done = await answerOf(api.DELETE('/api/v1/me')).then(
    () => 'erased',
    () => 'failed',
  )
  redirect(`${here}?done=${done}`)
}
