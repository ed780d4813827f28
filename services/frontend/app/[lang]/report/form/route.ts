import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { seeOther, sendForm } from '../../../../src/server/plain-form.ts'

/** Tells the editors of a listing or a message. */
export async function POST(request: Request, { params }: { params: Promise<{ lang: Language }> }) {
  const page = localPath((await params).lang, '/report')
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const subject = text('tool') ? { tool: text('tool') } : { message: text('message') }
  const answer = await sendForm(request, '/api/v1/reports', {
    ...subject,
    reason: text('reason'),
    note: text('note').slice(0, 1_000),
  })
  if (!('problem' in answer)) return seeOther(`${page}?sent=yes`)
  return seeOther(`${page}?${new URLSearchParams({ ...subject, fault: 'yes' })}`)
}
