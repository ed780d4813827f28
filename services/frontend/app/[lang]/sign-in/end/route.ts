import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { seeOther, sendForm } from '../../../../src/server/plain-form.ts'

/** Signing out where no script runs. */
export async function POST(request: Request, { params }: { params: Promise<{ lang: Language }> }) {
  const page = localPath((await params).lang, '/sign-in')
  const answer = await sendForm(request, '/api/v1/auth/logout', {})
  return 'problem' in answer ? seeOther(`${page}?fault=other`) : seeOther(page, answer.cookies)
}
