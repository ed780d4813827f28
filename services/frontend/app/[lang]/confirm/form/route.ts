import { letterFaultOf } from '../../../../src/features/account/letter-faults.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { seeOther, sendForm } from '../../../../src/server/plain-form.ts'

/** Makes the account of a letter. */
export async function POST(request: Request, { params }: { params: Promise<{ lang: Language }> }) {
  const { lang } = await params
  const page = localPath(lang, '/confirm')
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const token = text('token').slice(0, 100)
  const answer = await sendForm(request, '/api/v1/auth/confirm', { token })
  if (!('problem' in answer)) return seeOther(`${page}?done=yes`)
  return seeOther(`${page}?${new URLSearchParams({ fault: letterFaultOf(answer.problem), token })}`)
}
