'use server'

import { getLocale } from 'next-intl/server'
import type { Language } from '../../i18n/languages.ts'
import { isLanguage, languages } from '../../i18n/languages.ts'
import { answerOf, backOf, faultOf, leadTo } from './action-answer.ts'
import { adminApi } from './admin-api.ts'
import { findTerm } from './find-terms.ts'

type Word = Readonly<Record<string, string>>
const text = (form: FormData, name: string) => String(form.get(name) ?? '')

/** What a listing can take over from its page. */
const pageFields = [
  'name',
  'tagline',
  'overview',
  'description',
  'keyFeatures',
  'pricing',
  'price',
  'url',
] as const

/** Does something and leads back to where the form stood, with a word about it. */
async function act(form: FormData, work: () => Promise<Word>): Promise<never> {
  const back = backOf(form, await getLocale())
  let word: Word
  try {
    word = await work()
  } catch (error) {
    word = { fault: faultOf(error) }
  }
  leadTo(back, word)
}

/** Publishes, hides, deletes: the listings that are ticked, or the one of the form. */
export async function setStatus(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    const status = text(form, 'status') as 'published' | 'hidden' | 'deleted' | 'pending'
    const ids = form.getAll('ids').map(String)
    const body = { ids, status, reason: text(form, 'reason').slice(0, 500) }
    const answer = await answerOf(api.POST('/api/v1/admin/tools/status', { body }))
    const done = status === 'pending' ? 'saved' : status
    return { done, count: String(answer?.changed ?? 0) }
  })
}

export async function mergeTool(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    const slug = text(form, 'into')
      .trim()
      .replace(/^.*\/tools\//, '')
    const found = await answerOf(api.GET('/api/v1/admin/tool-ids/{slug}', { params: { path: { slug } } }))
    if (!found?.id) return { fault: 'gone' }
    const params = { path: { id: text(form, 'id') } }
    await answerOf(api.POST('/api/v1/admin/tools/{id}/merge', { params, body: { into: found.id } }))
    return { done: 'merged' }
  })
}

export async function saveTerm(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    const kind = text(form, 'kind') === 'tags' ? 'tags' : 'categories'
    const icon = text(form, 'icon').trim()
    const body = {
      revision: Number(text(form, 'revision')) || 0,
      slug: text(form, 'slug').trim(),
      ...(icon ? { icon } : {}),
      texts: languages.map((language) => ({
        language,
        name: text(form, `name-${language}`),
        description: text(form, `description-${language}`),
      })),
    }
    const id = text(form, 'id')
    if (id)
      await answerOf(api.PUT('/api/v1/admin/terms/{kind}/{id}', { params: { path: { kind, id } }, body }))
    else await answerOf(api.POST('/api/v1/admin/terms/{kind}', { params: { path: { kind } }, body }))
    return { done: 'saved' }
  })
}

export async function mergeTerm(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    const kind = text(form, 'kind') === 'tags' ? 'tags' : 'categories'
    const params = { path: { kind, id: text(form, 'id') } } as const
    if (form.has('remove')) {
      await answerOf(api.DELETE('/api/v1/admin/terms/{kind}/{id}', { params }))
      return { done: 'deleted' }
    }
    const into = await findTerm(kind, text(form, 'into'))
    if (!into) return { fault: 'gone' }
    await answerOf(api.POST('/api/v1/admin/terms/{kind}/{id}/merge', { params, body: { into: into.id } }))
    return { done: 'merged' }
  })
}

/** Most categories that are put in an order. */
const mostCategories = 500

/** Puts a category before the one that is above it. */
export async function moveCategory(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    const params = { path: { kind: 'categories' }, query: { limit: mostCategories } } as const
    const page = await answerOf(api.GET('/api/v1/admin/terms/{kind}', { params }))
    const ids = page?.items.map(({ id }) => id) ?? []
    const at = ids.indexOf(text(form, 'id'))
    const above = ids[at - 1]
    if (at < 1 || !above) return { fault: 'gone' }
    const order = [...ids.slice(0, at - 1), text(form, 'id'), above]
    await answerOf(api.PUT('/api/v1/admin/category-order', { body: { ids: order } }))
    return { done: 'saved' }
  })
}

export async function changePerson(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    const role = text(form, 'role') as 'member' | 'editor' | 'admin' | ''
    const disabled = text(form, 'disabled')
    const body = { ...(role ? { role } : {}), ...(disabled ? { disabled: disabled === 'yes' } : {}) }
    await answerOf(
      api.PATCH('/api/v1/admin/people/{id}', { params: { path: { id: text(form, 'id') } }, body }),
    )
    return { done: 'saved' }
  })
}

/** Takes an invitation back. */
export async function revokeInvitation(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    const params = { path: { id: text(form, 'id') } }
    await answerOf(api.DELETE('/api/v1/admin/invitations/{id}', { params }))
    return { done: 'revoked' }
  })
}

export async function settleReport(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    const status = text(form, 'status') as 'open' | 'resolved' | 'dismissed'
    await answerOf(
      api.PUT('/api/v1/admin/reports/{id}', { params: { path: { id: text(form, 'id') } }, body: { status } }),
    )
    return { done: 'saved' }
  })
}

/** Takes over what a page says now, where it is ticked, or leaves its listing as it is. */
export async function settlePageChange(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    const ticked = form.getAll('fields').map(String)
    const fields = pageFields.filter((field) => ticked.includes(field))
    if (text(form, 'decision') === 'apply' && fields.length === 0) return { fault: 'invalid' }
    const params = { path: { id: text(form, 'id') } }
    const body = { fields: text(form, 'decision') === 'apply' ? fields : [] }
    await answerOf(api.PUT('/api/v1/admin/page-changes/{id}', { params, body }))
    return { done: 'saved' }
  })
}

export async function deleteMessage(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    const path = { slug: text(form, 'room'), seq: Number(text(form, 'seq')) }
    await answerOf(api.DELETE('/api/v1/rooms/{slug}/messages/{seq}', { params: { path } }))
    const params = { path: { id: text(form, 'id') } }
    await answerOf(api.PUT('/api/v1/admin/reports/{id}', { params, body: { status: 'resolved' } }))
    return { done: 'deleted', count: '1' }
  })
}

export async function blockHost(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    const typed = text(form, 'host').trim()
    const host = URL.parse(typed.includes('://') ? typed : `https://${typed}`)?.hostname ?? ''
    if (form.get('allow'))
      await answerOf(api.DELETE('/api/v1/admin/hosts/{host}', { params: { path: { host } } }))
    else {
      const body = { host, reason: text(form, 'reason').slice(0, 500), hide: form.get('hide') !== null }
      await answerOf(api.POST('/api/v1/admin/hosts', { body }))
    }
    return { done: form.get('allow') ? 'saved' : 'blocked' }
  })
}

export async function retry(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    const [id, queue] = [text(form, 'id'), text(form, 'queue')]
    if (queue)
      await answerOf(api.POST('/api/v1/admin/jobs/{queue}/{id}/retry', { params: { path: { queue, id } } }))
    else await answerOf(api.POST('/api/v1/admin/submissions/{id}/retry', { params: { path: { id } } }))
    return { done: 'queued' }
  })
}

export async function undoChange(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    await answerOf(api.POST('/api/v1/admin/audit/{id}/undo', { params: { path: { id: text(form, 'id') } } }))
    return { done: 'undone' }
  })
}

export async function saveSettings(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    const body = {
      submissions: text(form, 'submissions') === 'review' ? ('review' as const) : ('open' as const),
    }
    await answerOf(api.PATCH('/api/v1/admin/settings', { body }))
    return { done: 'saved' }
  })
}

/** Imports a file that was looked through. */
export async function runImport(form: FormData): Promise<void> {
  await act(form, async () => {
    const api = await adminApi()
    const params = { path: { id: text(form, 'id') } }
    await answerOf(api.POST('/api/v1/admin/imports/{id}/run', { params }))
    return {}
  })
}

/** Leads to the next listing that lacks a person's words in a language. */
export async function nextTranslation(form: FormData): Promise<void> {
  const api = await adminApi()
  const asked = text(form, 'language')
  const language: Language = isLanguage(asked) ? asked : 'en'
  const after = text(form, 'after')
  const query = { lang: language, ...(after ? { after } : {}) }
  const found = await answerOf(api.GET('/api/v1/admin/translations/next', { params: { query } }))
  const here = `/${await getLocale()}/admin`
  leadTo(found?.id ? `${here}/tools/${found.id}/translate/${language}` : `${here}/languages`, {})
}
