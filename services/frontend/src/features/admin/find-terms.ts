'use server'

import { getLocale } from 'next-intl/server'
import { answerOf } from './action-answer.ts'
import { adminApi } from './admin-api.ts'
import { type TermChoice, termName } from './terms.ts'

type Kind = 'categories' | 'tags'
const mostOffered = 20
const longest = 100

/** Categories or tags that have what somebody types in their name, in any language, or in their slug. */
export async function offerTerms(kind: Kind, typed: string): Promise<readonly TermChoice[]> {
  const lang = await getLocale()
  return (await fitting(kind, typed)).map((term) => ({ slug: term.slug, name: termName(term, lang) }))
}

/** The one that is called so exactly: by its slug, else by a name. */
export async function findTerm(
  kind: Kind,
  typed: string,
): Promise<{ readonly id: string; readonly slug: string } | undefined> {
  const plain = typed.trim().toLowerCase()
  const api = await adminApi()
  if (/^[a-z0-9-]+$/.test(plain)) {
    const query = { slugs: plain, limit: 1 }
    const params = { path: { kind }, query }
    const named = await answerOf(api.GET('/api/v1/admin/terms/{kind}', { params }))
    if (named?.items[0]) return named.items[0]
  }
  const found = await fitting(kind, typed)
  return found.find(({ texts }) => texts.some(({ name }) => name.toLowerCase() === plain))
}

async function fitting(kind: Kind, typed: string) {
  const api = await adminApi()
  const query = { q: typed.trim().slice(0, longest), limit: mostOffered }
  return (
    (await answerOf(api.GET('/api/v1/admin/terms/{kind}', { params: { path: { kind }, query } })))?.items ??
    []
  )
}
