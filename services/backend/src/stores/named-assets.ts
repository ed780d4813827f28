import type { Pool } from 'pg'

/** Whether the database names an image, by its key. */
export const createNamedAssets =
  (pool: Pool) =>
  async (key: string): Promise<boolean> => {
    const { rowCount } = await pool.query('SELECT 1 FROM "Asset" WHERE key = $1', [key])
    return rowCount === 1
  }
