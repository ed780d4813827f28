import { adminApi } from '../../../../../src/features/admin/admin-api.ts'

/** The lines of an import that failed, as a file to mend and send again. */
export async function GET(request: Request) {
  const id = new URL(request.url).searchParams.get('id') ?? ''
  const api = await adminApi()
  const { data, response } = await api.GET('/api/v1/admin/imports/{id}/failed', {
    params: { path: { id } },
    parseAs: 'text',
  })
  if (!response.ok) return new Response(null, { status: response.status })
  return new Response(data ?? '', {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': response.headers.get('content-disposition') ?? 'attachment',
      'cache-control': 'no-store',
    },
  })
}
