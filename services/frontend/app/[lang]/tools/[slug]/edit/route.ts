import { adminApi } from '../../../../../src/features/admin/admin-api.ts'
import type { Language } from '../../../../../src/i18n/languages.ts'
import { localPath } from '../../../../../src/i18n/paths.ts'
import { seeOther } from '../../../../../src/server/plain-form.ts'

/** Leads from a listing's page to where it is edited. */
export async function GET(_: Request, { params }: { params: Promise<{ lang: Language; slug: string }> }) {
  const { lang, slug } = await params
  const api = await adminApi()
  const found = await api
    .GET('/api/v1/admin/tool-ids/{slug}', { params: { path: { slug } } })
    .catch(() => undefined)
  return seeOther(localPath(lang, found?.data?.id ? `/admin/tools/${found.data.id}` : '/admin'))
}
