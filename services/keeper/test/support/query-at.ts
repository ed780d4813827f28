import { Client } from 'pg'

/** Runs statements on a server, over a connection of its own. @returns the rows of the last one */
export async function queryAt(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  // Tests end servers and sessions; what was being asked then fails by itself.
  client.on('error', () => {})
  await client.connect()
  try {
    const result = await client.query(text)
    return (Array.isArray(result) ? result.at(-1) : result).rows
  } finally {
    await client.end()
  }
}
