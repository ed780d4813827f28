import { faultOf } from '../../../../src/features/auth/sign-in-fault.ts'
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
  if ('problem' in answer) return seeOther(`${page}?fault=${faultOf(answer.problem)}`)
  const { role } = (answer.body.user ?? {}) as { role?: string }
  const desk = role === 'editor' || role === 'admin'
  return seeOther(desk ? localPath((await params).lang, '/admin') : page, answer.cookies)
}
