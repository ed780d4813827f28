import { redirect } from 'next/navigation'
import { ApiProblem, problemOf, unreachable } from '../../api/problem.ts'
import type { faults } from './admin-shell.tsx'

/** What a form that edits shows again when somebody else was quicker. */
export interface EditConflict {
  /** As it is kept now, by the names of the form's fields. */
  readonly current: Readonly<Record<string, string>>
  /** As it was sent, by the same names: React empties a form whose action has ended. Several choices are joined by commas. */
  readonly yours: Readonly<Record<string, string>>
  /** The revision to save over, once one has looked. */
  readonly revision: number
}

/** The body of a good answer of the backend; null for one without. @throws ApiProblem with the answer's members */
export async function answerOf<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T | undefined> {
  const { data, error, response } = await call.catch((fault: unknown) => {
    throw unreachable(fault)
  })
  if (!response.ok) throw Object.assign(problemOf(response.status, error), { members: error })
  return data
}

/** What to tell of a refusal. */
export function faultOf(error: unknown): (typeof faults)[number] {
  if (!(error instanceof ApiProblem)) throw error
  if (error.reason === 'edit-conflict') return 'conflict'
  if (error.status === 409) return 'taken'
  if (error.status === 400) return 'invalid'
  if (error.status === 422) return 'standing'
  if (error.status === 404) return 'gone'
  return error.status === 401 || error.status === 403 ? 'refused' : 'away'
}

/** Leads back to a page of the administration with a word about what happened. */
export function leadTo(back: string, word: Readonly<Record<string, string>>): never {
  const [path = '/', query = ''] = back.split('?')
  const parameters = new URLSearchParams(query)
  for (const name of ['done', 'fault', 'count']) parameters.delete(name)
  for (const [name, value] of Object.entries(word)) parameters.set(name, value)
  redirect(`${path}?${parameters}`)
}

/** The page that a form came from: one of the administration, whatever the form says. */
export function backOf(form: FormData, lang: string): string {
  const back = String(form.get('back') ?? '')
  return /^\/[a-z]{2}\/admin(?:[/?]|$)/.test(back) && !back.includes('\\') ? back : `/${lang}/admin`
}
