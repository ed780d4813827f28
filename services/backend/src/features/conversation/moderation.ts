import { Problem } from '@parlance/service-kit'
import type { Role } from '../accounts/accounts.ts'
import type { Author } from './conversation.ts'
import type { Editor, RoomStore } from './conversation-ports.ts'

/** Somebody who may read and not write, in one room or everywhere. */
export interface MuteRecord {
  readonly userId: string
  readonly name: string
  readonly everywhere: boolean
  /** null = until somebody lifts it. */
  readonly until: Date | null
  readonly reason: string
  readonly createdAt: Date
  /** Name of who did it; "" where the account is gone. */
  readonly by: string
}

export interface MuteRequest {
  readonly userId: string
  readonly everywhere?: boolean
  /** Absent = until somebody lifts it. */
  readonly minutes?: number
  readonly reason?: string
}

/** Mutes; what they forbid is refused by the inserts of messages themselves. */
export interface MuteStore {
  person(userId: string): Promise<{ id: string; name: string; role: Role } | undefined>
  /** @param mute `roomId` null = everywhere; takes the place of one of the same reach */
  mute(
    mute: { userId: string; roomId: string | null; until: Date | null; reason: string },
    editor: Editor,
  ): Promise<MuteRecord>
  /** Lifts whatever keeps somebody from writing in a room. @returns whether there was anything */
  lift(userId: string, roomId: string, editor: Editor): Promise<boolean>
  /** What holds in a room, the newest first. */
  list(roomId: string): Promise<MuteRecord[]>
}

/** Keeps order in rooms: editors and administrators alone. */
export interface Moderation {
  /** @throws Problem `forbidden`, `not-found` */
  mute(slug: string, request: MuteRequest, by: Author): Promise<MuteRecord>
  /** @throws Problem `forbidden`, `not-found` */
  lift(slug: string, userId: string, by: Author): Promise<void>
  /** @throws Problem `forbidden`, `not-found` */
  mutes(slug: string, by: Author): Promise<MuteRecord[]>
}

/** Whether somebody keeps order in rooms. */
export function moderates(role: Role): boolean {
  return role === 'editor' || role === 'admin'
}

/** @param now milliseconds since the epoch */
export function createModeration(
  { mutes, rooms }: { mutes: MuteStore; rooms: Pick<RoomStore, 'find'> },
  now: () => number = Date.now,
): Moderation {
  const roomFor = async (slug: string, { role }: Author) => {
    if (!moderates(role)) throw new Problem('forbidden', 'Only editors and administrators keep order here.')
    const room = await rooms.find(slug)
    if (!room) throw new Problem('not-found', `There is no room "${slug}".`)
    return room
  }
  return {
    mute: async (slug, { userId, everywhere = false, minutes, reason = '' }, by) => {
      const room = await roomFor(slug, by)
      const person = await mutes.person(userId)
      if (!person) throw new Problem('not-found', 'There is nobody of this id.')
      if (moderates(person.role)) {
        throw new Problem('forbidden', 'Who keeps order cannot be muted: take the role away first.', {
          reason: 'moderator',
        })
      }
      const until = minutes === undefined ? null : new Date(now() + minutes * 60_000)
      return mutes.mute({ userId, roomId: everywhere ? null : room.id, until, reason: reason.trim() }, by)
    },
    lift: async (slug, userId, by) => {
      const room = await roomFor(slug, by)
      if (!(await mutes.lift(userId, room.id, by))) throw new Problem('not-found', 'They are not muted here.')
    },
    mutes: async (slug, by) => mutes.list((await roomFor(slug, by)).id),
  }
}
