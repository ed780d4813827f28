'use server'

import { getLocale } from 'next-intl/server'
import { ApiProblem } from '../../api/problem.ts'
import type { AdminListing, AdminListingTranslation } from '../../api/rest-types.ts'
import { isLanguage } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'
import { answerOf, backOf, type EditConflict, faultOf, leadTo } from './action-answer.ts'
import { adminApi } from './admin-api.ts'
import { findTerm } from './find-terms.ts'
import { lines, textFields } from './text-fields.ts'

const text = (form: FormData, name: string) => String(form.get(name) ?? '')

/** Does an edit; a conflict comes back as what there is now, so that the form shows both. */
async function edit(
  form: FormData,
  work: () => Promise<unknown>,
  currentOf: (kept: unknown) => Omit<EditConflict, 'yours'>,
): Promise<EditConflict | undefined> {
  const back = backOf(form, await getLocale())
  try {
    await work()
  } catch (error) {
    const kept = (error as { members?: { current?: unknown } }).members?.current
    if (error instanceof ApiProblem && error.reason === 'edit-conflict' && kept) {
      return { ...currentOf(kept), yours: yoursOf(form) }
    }
    leadTo(back, { fault: faultOf(error) })
  }
  leadTo(back, { done: 'saved' })
}

/** What a form says, by the names of its fields. */
function yoursOf(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => [name, form.getAll(name).map(String).join(',')]),
  )
}

/** A listing's facts. */
export async function saveFacts(
  _: EditConflict | undefined,
  form: FormData,
): Promise<EditConflict | undefined> {
  const api = await adminApi()
  return edit(
    form,
    async () => {
      const added = text(form, 'tag').trim()
      const body = {
        revision: Number(text(form, 'revision')),
        name: text(form, 'name'),
        slug: text(form, 'slug').trim(),
        url: text(form, 'url').trim(),
        pricing: text(form, 'pricing') as AdminListing['pricing'],
        category: text(form, 'category') || null,
        // One that is not there is refused by its name.
        tags: [
          ...new Set([
            ...form.getAll('tags').map(String),
            ...(added ? [(await findTerm('tags', added))?.slug ?? added] : []),
          ]),
        ],
      }
      await answerOf(
        api.PATCH('/api/v1/admin/tools/{id}', { params: { path: { id: text(form, 'id') } }, body }),
      )
    },
    (kept) => {
      const { revision, name, slug, url, pricing, category } = kept as AdminListing
      return { revision, current: { name, slug, url, pricing, category: category ?? '' } }
    },
  )
}

/** The texts of one language; with `then` = next, goes on to the next listing that lacks them. */
export async function saveTexts(
  _: EditConflict | undefined,
  form: FormData,
): Promise<EditConflict | undefined> {
  const api = await adminApi()
  const [id, language] = [text(form, 'id'), text(form, 'language')]
  const lang = isLanguage(language) ? language : 'en'
  if (form.get('then') === 'next') {
    const found = await answerOf(
      api.GET('/api/v1/admin/translations/next', { params: { query: { lang, after: id } } }),
    ).catch(() => undefined)
    const here = localPath(await getLocale(), '/admin')
    form.set('back', found?.id ? `${here}/tools/${found.id}/translate/${lang}` : `${here}/languages`)
  }
  return edit(
    form,
    async () => {
      const texts = Object.fromEntries(
        textFields.map(({ name, list }) => [
          name,
          list ? lines(text(form, name)) : text(form, name).replaceAll('\r\n', '\n'),
        ]),
      )
      const body = { revision: Number(text(form, 'revision')), texts }
      await answerOf(
        api.PUT('/api/v1/admin/tools/{id}/translations/{lang}', { params: { path: { id, lang } }, body }),
      )
    },
    (kept) => {
      const found = kept as AdminListingTranslation
      const current = textFields.map(({ name }) => [name, [found[name]].flat().join('\n')])
      return { revision: found.revision, current: Object.fromEntries(current) }
    },
  )
}
