import { isUuid } from '../../../../../src/features/submit/address.ts'
import { reasonOf } from '../../../../../src/features/submit/reasons.ts'
import type { Language } from '../../../../../src/i18n/languages.ts'
import { localPath } from '../../../../../src/i18n/paths.ts'
import { seeOther, sendForm } from '../../../../../src/server/plain-form.ts'

/** Cancelling what is left of several submissions. */
export async function POST(request: Request, { params }: { params: Promise<{ lang: Language }> }) {
  const { lang } = await params
  const page = localPath(lang, '/submit/several')
  const id = String((await request.formData()).get('id') ?? '')
  if (!isUuid(id)) return seeOther(page)
  const answer = await sendForm(request, `/api/v1/submission-batches/${id}`, undefined, { method: 'DELETE' })
  const query = new URLSearchParams({
    id,
    ...('problem' in answer ? { reason: reasonOf(answer.problem) } : {}),
  })
  return seeOther(`${page}?${query}`)
}
