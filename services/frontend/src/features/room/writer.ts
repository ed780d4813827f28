import { KeepSession } from '../auth/keep-session.tsx'
import { outbox } from '../outbox/outbox-store.ts'
import { Composer } from './composer.tsx'
import { EditForm } from './edit-form.tsx'
import { MessageTools } from './message-tools.tsx'
import { PendingDesk } from './pending-desk.ts'
import { PendingItem } from './pending-item.tsx'

/** What only those need who have a name: most come to read. Whoever has one gets it with the page, before the network may go. */
const writer = { Composer, EditForm, KeepSession, MessageTools, outbox, PendingDesk, PendingItem } as const

export default writer
export type Writer = typeof writer
