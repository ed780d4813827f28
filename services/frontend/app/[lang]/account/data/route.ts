import { adminApi } from '../../../../src/features/admin/admin-api.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { seeOther } from '../../../../src/server/plain-form.ts'

/** All that is kept of somebody, as a file. */
export async function GET(_: Request, { params }: { params: Promise<{ lang: Language }> }) {
  const api = await adminApi()
  const answer = await api.GET('/api/v1/me/data').catch(() => undefined)
  if (!answer?.data) return seeOther(localPath((await params).lang, '/account'))
  return new Response(JSON.stringify(answer.data, null, 2), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="parlance.json"',
      'cache-control': 'no-store',
    },
  })
}
