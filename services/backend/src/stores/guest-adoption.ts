import type { PoolClient } from 'pg'

/** What a guest left becomes a member's. The guest is gone then, and with it a token that no sign-out would end. */
export async function adoptGuest(
  client: PoolClient,
  guestId: string,
  member: { id: string; name: string },
): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM "User" WHERE id = $1 AND role = 'guest' FOR UPDATE`,
    [guestId],
  )
  if (!rowCount) return
  const both = [guestId, member.id]
  await client.query('UPDATE "Message" SET "authorId" = $2, "authorName" = $3 WHERE "authorId" = $1', [
    ...both,
    member.name,
  ])
  for (const [table, column] of [
    ['Submission', 'userId'],
    ['AuditEvent', 'actorId'],
    ['Report', 'reporterId'],
    ['RoomRead', 'userId'],
    ['RoomMute', 'userId'],
  ]) {
    await client.query(`UPDATE "${table}" SET "${column}" = $2 WHERE "${column}" = $1`, both)
  }
  await client.query('DELETE FROM "User" WHERE id = $1', [guestId])
}
