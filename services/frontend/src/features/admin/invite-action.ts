'use server'

import { getLocale } from 'next-intl/server'
import { localPath } from '../../i18n/paths.ts'
import { siteUrl } from '../../server/site-url.ts'
import { answerOf, faultOf } from './action-answer.ts'
import { adminApi } from './admin-api.ts'

type Invited =
  | { readonly email: string; readonly link: string; readonly mailed: boolean }
  | { readonly fault: ReturnType<typeof faultOf> }

/** Makes an invitation, and the link that accepts it. */
export async function invite(_: Invited | undefined, form: FormData): Promise<Invited> {
  const api = await adminApi()
  const email = String(form.get('email') ?? '').trim()
  const asked = String(form.get('role'))
  const role = asked === 'admin' || asked === 'editor' ? asked : 'member'
  try {
    const lang = await getLocale()
    const made = await answerOf(api.POST('/api/v1/admin/invitations', { body: { email, role, lang } }))
    const path = localPath(lang, '/invitation')
    return {
      email,
      link: `${await siteUrl()}${path}?token=${made?.token ?? ''}`,
      mailed: made?.mailed ?? false,
    }
  } catch (error) {
    return { fault: faultOf(error) }
  }
}
