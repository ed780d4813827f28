import type { User } from '../../../../src/api/rest-types.ts'
import { faultOf } from '../../../../src/features/auth/sign-in-fault.ts'
import { afterSigningIn, wayBackOf } from '../../../../src/features/auth/way-back.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { seeOther, sendForm } from '../../../../src/server/plain-form.ts'

/** Signing in where no script runs. */
export async function POST(request: Request, { params }: { params: Promise<{ lang: Language }> }) {
  const page = localPath((await params).lang, '/sign-in')
  const form = await request.formData()
  const answer = await sendForm(request, '/api/v1/auth/login', {
    session: 'cookie',
    email: String(form.get('email')),
    password: String(form.get('password')),
    ...(form.get('code') ? { code: String(form.get('code')) } : {}),
  })
  const back = wayBackOf(Object.fromEntries(form))
  if ('problem' in answer) {
    return seeOther(`${page}?${new URLSearchParams({ fault: faultOf(answer.problem), ...back })}`)
  }
  const { role } = (answer.body.user ?? {}) as { role?: User['role'] }
  const next = afterSigningIn(role, back, localPath((await params).lang, '/admin'))
  return seeOther(next ?? page, answer.cookies)
}
