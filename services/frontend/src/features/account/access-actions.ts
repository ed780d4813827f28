'use server'

import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { ApiProblem } from '../../api/problem.ts'
import { localPath } from '../../i18n/paths.ts'
import { answerOf } from '../admin/action-answer.ts'
import { adminApi } from '../admin/admin-api.ts'

/** What the form of a second factor shows next. */
export type FactorStep =
  | { readonly step: 'secret'; readonly secret: string; readonly uri: string; readonly wrong?: boolean }
  | { readonly step: 'codes'; readonly codes: readonly string[] }
  | { readonly step: 'on' | 'off' | 'failed'; readonly wrong?: boolean }

const text = (form: FormData, name: string) => String(form.get(name) ?? '')
const isWrong = (error: unknown) => error instanceof ApiProblem && error.reason === 'code-wrong'

/** Begins, confirms or takes away a second factor: what came of it is shown in the form's place. */
export async function changeFactor(_: FactorStep | undefined, form: FormData): Promise<FactorStep> {
  const api = await adminApi()
  const code = text(form, 'code').trim()
  try {
    if (text(form, 'do') === 'remove') {
      await answerOf(api.POST('/api/v1/me/second-factor/remove', { body: { code } }))
      return { step: 'off' }
    }
    if (text(form, 'do') === 'confirm') {
      const made = await answerOf(api.POST('/api/v1/me/second-factor/confirm', { body: { code } }))
      return { step: 'codes', codes: made?.codes ?? [] }
    }
    const begun = await answerOf(api.POST('/api/v1/me/second-factor'))
    return begun ? { step: 'secret', ...begun } : { step: 'failed' }
  } catch (error) {
    if (!isWrong(error)) return { step: 'failed' }
    const [secret, uri] = [text(form, 'secret'), text(form, 'uri')]
    return secret ? { step: 'secret', secret, uri, wrong: true } : { step: 'on', wrong: true }
  }
}

/** Makes a token for a program, which is shown once. */
export async function addToken(
  _: { readonly token?: string } | undefined,
  form: FormData,
): Promise<{ readonly token?: string }> {
  const api = await adminApi()
  const scope = text(form, 'scope') === 'write' ? ('write' as const) : ('read' as const)
  const days = Number(text(form, 'days')) || 0
  const body = { name: text(form, 'name'), scope, ...(days > 0 ? { days } : {}) }
  const made = await answerOf(api.POST('/api/v1/me/tokens', { body })).catch(() => undefined)
  return made ? { token: made.token } : {}
}

/** Revokes a token. */
export async function revokeToken(form: FormData): Promise<void> {
  const api = await adminApi()
  const params = { path: { id: text(form, 'id') } }
  await leadBack('revoked', answerOf(api.DELETE('/api/v1/me/tokens/{id}', { params })))
}

/** Calls a passkey something else. */
export async function renamePasskey(form: FormData): Promise<void> {
  const api = await adminApi()
  const params = { path: { id: text(form, 'id') } }
  const body = { name: text(form, 'name') }
  await leadBack('renamed', answerOf(api.PATCH('/api/v1/me/passkeys/{id}', { params, body })))
}

/** Takes a passkey away. */
export async function removePasskey(form: FormData): Promise<void> {
  const api = await adminApi()
  const params = { path: { id: text(form, 'id') } }
  await leadBack('removed', answerOf(api.DELETE('/api/v1/me/passkeys/{id}', { params })))
}

/** Back to the account, with a word about what came of it. */
async function leadBack(word: string, work: Promise<unknown>): Promise<never> {
  const done = await work.then(
    () => word,
    () => 'failed',
  )
  redirect(`${localPath(await getLocale(), '/account')}?done=${done}`)
}
