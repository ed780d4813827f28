'use server'

import { getLocale } from 'next-intl/server'
import { ApiProblem } from '../../api/problem.ts'
import { answerOf, backOf, faultOf, leadTo } from './action-answer.ts'
import { adminApi } from './admin-api.ts'

/** Why columns cannot go where they were said to. */
export type ColumnsRefused = {
  /** What was chosen, in the order of the form: React empties a form whose action has ended. */
  readonly fields: readonly string[]
  /** How often it was refused. */
  readonly attempt: number
} & ({ readonly why: string } | { readonly fault: ReturnType<typeof faultOf> })

/** Has a file looked through again with its columns where the form says. */
export async function mapColumns(
  _: ColumnsRefused | undefined,
  form: FormData,
): Promise<ColumnsRefused | undefined> {
  const names = form.getAll('column').map(String)
  const fields = form.getAll('field').map(String)
  const columns = names.map((name, place) => ({ name, field: fields[place] || null }))
  try {
    const api = await adminApi()
    const params = { path: { id: String(form.get('id') ?? '') } }
    await answerOf(api.PUT('/api/v1/admin/imports/{id}/columns', { params, body: { columns } }))
  } catch (error) {
    const attempt = Number(form.get('attempt')) + 1
    if (error instanceof ApiProblem && error.status === 400) return { fields, attempt, why: error.message }
    return { fields, attempt, fault: faultOf(error) }
  }
  leadTo(backOf(form, await getLocale()), {})
}
