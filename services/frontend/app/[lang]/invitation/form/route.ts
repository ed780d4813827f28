import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { seeOther, sendForm } from '../../../../src/server/plain-form.ts'

/** Makes the account of an invitation, and signs its owner in. */
export async function POST(request: Request, { params }: { params: Promise<{ lang: Language }> }) {
  const { lang } = await params
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const [token, password] = [text('token'), text('password')]
  const made = await sendForm(request, '/api/v1/invitations/accept', {
    token,
    name: text('name'),
    password,
    lang,
  })
  if ('problem' in made) {
    const [, known = 'other'] = /^invitation-(\w+)$/.exec(made.problem.reason ?? '') ?? []
    return seeOther(`${localPath(lang, '/invitation')}?${new URLSearchParams({ fault: known, token })}`)
  }
  const email = String(made.body.email)
  const answer = await sendForm(request, '/api/v1/auth/login', { session: 'cookie', email, password })
  if ('problem' in answer) return seeOther(localPath(lang, '/sign-in'))
  return seeOther(localPath(lang, '/account'), answer.cookies)
}
