import { readAddress } from '../../../../src/features/submit/address.ts'
import { reasonOf } from '../../../../src/features/submit/reasons.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { seeOther, sendForm } from '../../../../src/server/plain-form.ts'

/** Adding a tool where no script runs. */
export async function POST(request: Request, { params }: { params: Promise<{ lang: Language }> }) {
  const { lang } = await params
  const page = localPath(lang, '/submit')
  const typed = String((await request.formData()).get('url') ?? '').slice(0, 2_048)
  const refuse = (reason: string) =>
    seeOther(`${page}?${new URLSearchParams({ reason, url: typed }).toString()}`)
  const url = readAddress(typed)
  if (!url) return refuse('invalid-url')
  const answer = await sendForm(request, '/api/v1/submissions', { url, lang })
  return 'problem' in answer ? refuse(reasonOf(answer.problem)) : seeOther(`${page}?id=${answer.body.id}`)
}
