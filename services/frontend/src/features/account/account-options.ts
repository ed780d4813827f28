import { bodyOf } from '../../api/client.ts'
import type { AccountOptions } from '../../api/rest-types.ts'
import { adminApi } from '../admin/admin-api.ts'

/** Who may sign up, and whether letters can be sent. */
export async function accountOptions(): Promise<AccountOptions> {
  const api = await adminApi()
  return bodyOf(api.GET('/api/v1/auth/options'))
}
