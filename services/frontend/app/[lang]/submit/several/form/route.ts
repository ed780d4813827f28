import { reasonOf } from '../../../../../src/features/submit/reasons.ts'
import type { Language } from '../../../../../src/i18n/languages.ts'
import { localPath } from '../../../../../src/i18n/paths.ts'
import { seeOther, sendForm } from '../../../../../src/server/plain-form.ts'

/** Characters that the backend takes. */
const longest = 1_000_000
/** Milliseconds: a sitemap is fetched, and up to two hundred addresses are taken in. */
const deadlineMs = 40_000

/** Adding several tools: what is written, a file of bookmarks, or a sitemap. */
export async function POST(request: Request, { params }: { params: Promise<{ lang: Language }> }) {
  const { lang } = await params
  const page = localPath(lang, '/submit/several')
  const form = await request.formData()
  const [typed, sitemap] = [String(form.get('text') ?? ''), String(form.get('sitemap') ?? '').trim()]
  const file = form.get('file')
  const text = file instanceof File && file.size > 0 ? await file.text() : typed
  const refuse = (reason: string) => seeOther(`${page}?${new URLSearchParams({ reason })}`)
  if (text.length > longest) return refuse('too-large')
  const given = text.trim() === '' ? { sitemap: sitemap.slice(0, 2_048) } : { text }
  if (given.sitemap === '') return refuse('no-addresses')
  const answer = await sendForm(request, '/api/v1/submission-batches', { ...given, lang }, { deadlineMs })
  return 'problem' in answer ? refuse(reasonOf(answer.problem)) : seeOther(`${page}?id=${answer.body.id}`)
}
