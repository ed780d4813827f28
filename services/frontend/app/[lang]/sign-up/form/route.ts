import { letterFaultOf } from '../../../../src/features/account/letter-faults.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { seeOther, sendForm } from '../../../../src/server/plain-form.ts'

/** Has a letter sent that makes an account. */
export async function POST(request: Request, { params }: { params: Promise<{ lang: Language }> }) {
  const { lang } = await params
  const page = localPath(lang, '/sign-up')
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const asked = { name: text('name'), email: text('email').trim(), password: text('password'), lang }
  const answer = await sendForm(request, '/api/v1/auth/sign-up', asked)
  return seeOther('problem' in answer ? `${page}?fault=${letterFaultOf(answer.problem)}` : `${page}?sent=yes`)
}
