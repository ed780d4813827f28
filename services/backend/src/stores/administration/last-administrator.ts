import { Problem } from '@parlance/service-kit'
import type { PoolClient } from 'pg'

/**
 * Does what may take the last administrator away: a role, an account, or the undoing of either. One at a time, so that two
 * who step down at the same moment leave one.
 *
 * @throws Problem `precondition` where nobody would be left; the transaction is the caller's to roll back
 */
export async function keepingAdministrator<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('parlance.administrators', 0))`)
  const isThere = async () =>
    (await client.query(`SELECT 1 FROM "User" WHERE role = 'admin' AND "disabledAt" IS NULL LIMIT 1`))
      .rowCount === 1
  const before = await isThere()
  const result = await work()
  if (before && !(await isThere())) {
    throw new Problem(
      'precondition',
      'Somebody has to administer the site: name another administrator first.',
    )
  }
  return result
}
