import { closeCodes } from '@parlance/contracts/chat'
import { type Logger, type Metrics, Problem } from '@parlance/service-kit'
import type { Identity } from '../accounts/accounts.ts'
import type { Bus } from '../bus-port.ts'
import type { Cache } from '../cache-port.ts'
import { Hub, type HubTimes, hubTimes } from './chat-hub.ts'
import { ChatSession, type SessionLimits, sessionLimits } from './chat-session.ts'
import type { Conversation } from './conversation.ts'
import type {
  CorrectionMemory,
  LanguageDetector,
  MessageStore,
  MessageTranslationStore,
  MessageTranslator,
  Peer,
  RoomStore,
} from './conversation-ports.ts'
import { createConversation } from './conversation-service.ts'
import { type WriteLimits, writeLimits } from './message-limits.ts'
import { ReadMarks } from './read-marks.ts'
import { TranslationDesk } from './translation-desk.ts'

/** Limits and times other than the usual. */
export interface ChatTuning {
  readonly limits?: Partial<SessionLimits & WriteLimits>
  readonly times?: Partial<HubTimes & { sweepMs: number }>
  readonly connectionsPerAddress?: number
}

/** What {@link createChat} needs. */
export interface ChatParts {
  readonly rooms: RoomStore
  readonly messages: MessageStore
  readonly translations: MessageTranslationStore
  readonly translator: MessageTranslator
  readonly detector: LanguageDetector
  readonly memory: CorrectionMemory
  readonly bus: Bus
  readonly cache: Cache
  /** Who a token belongs to. @throws Problem `unauthenticated` */
  identify(token: string): Promise<Identity>
  /** An error as the caller sees it. */
  problemOf(error: unknown): Problem
  readonly logger: Logger
  readonly metrics: Metrics
  readonly tuning?: ChatTuning
}

/** Live conversation: connections, and the rooms behind them. */
export interface Chat {
  readonly conversation: Conversation
  /** Milliseconds between pings of a connection. */
  readonly heartbeatMs: number
  /**
   * A connection came.
   * @param token the access token that came with the connection itself, for a `hello` without one
   * @throws Problem `rate-limited` where its address has too many
   */
  connect(peer: Peer, address: string, token?: string): ChatSession
  /** Somebody's rights changed, or anybody's: connections of who has lost theirs end. */
  rightsChanged(userId: string | undefined): void
  /**
   * Ends every connection in order, one after the other over `spreadMs` milliseconds: whoever read comes back to another
   * backend, or to this one when it is up again.
   */
  disconnect(spreadMs: number): void
  /** Ends the rest, and gives back what is not done. */
  stop(): Promise<void>
}

/** Most connections of one address. */
const perAddress = 200

/** Puts conversation together: hub, translation desk, sessions. Runs until stopped. */
export function createChat(parts: ChatParts): Chat {
  const { logger, metrics, bus, tuning = {} } = parts
  const limits = { ...sessionLimits, ...writeLimits, ...tuning.limits }
  const times: HubTimes & { sweepMs?: number } = { ...hubTimes, ...tuning.times }
  const report = (error: unknown) => {
    if (error instanceof Problem) logger.warn({ code: error.code, detail: error.detail }, 'conversation')
    else logger.error({ err: error }, 'conversation')
  }
  const deliveries = metrics.counter('parlance_chat_deliveries_total', 'Pieces handed to readers.')
  const dropped = metrics.counter('parlance_chat_dropped_total', 'Readers that did not keep up.')
  const outcomes = metrics.counter(
    'parlance_chat_translations_total',
    'Translations of messages, by how they ended.',
    ['outcome'],
  )
  const messages = metrics.counter(
    'parlance_chat_messages_total',
    'Messages that people wrote, by language.',
    ['language'],
  )
  const sessions = new Map<ChatSession, string>()
  const connections = metrics.gauge('parlance_chat_connections', 'Open WebSocket connections.')
  const active = metrics.gauge('parlance_active_users', 'People with a name who are connected.')
  const count = () => {
    connections.set(sessions.size)
    active.set(new Set([...sessions.keys()].flatMap(({ user }) => user?.id ?? [])).size)
  }
  const counting = setInterval(count, 5_000)
  const stopping = new AbortController()

  const desk: TranslationDesk = new TranslationDesk({
    store: parts.translations,
    translator: parts.translator,
    announce: (roomId, change, translations) => hub.announce(roomId, change, { translations }),
    counted: (outcome, made) => outcomes.inc({ outcome }, made),
    report,
    ...(times.sweepMs === undefined ? {} : { sweepMs: times.sweepMs }),
  })
  const hub: Hub = new Hub({
    rooms: parts.rooms,
    store: parts.messages,
    bus,
    times,
    want: (roomId, seqs, language) => void desk.want(roomId, seqs, language),
    delivered: (pieces) => deliveries.inc(pieces),
    report,
    pause: (ms) => pause(ms, stopping.signal),
  })
  const conversation = createConversation({
    ...parts,
    limits,
    hub,
    desk,
    written: (language) => messages.inc({ language }),
    report,
  })
  const marks = new ReadMarks(parts.rooms, report)
  const sessionParts = {
    conversation,
    hub,
    rooms: parts.rooms,
    identify: parts.identify,
    problemOf: parts.problemOf,
    markRead: (userId: string, roomId: string, seq: number) => marks.mark(userId, roomId, seq),
    droppedSlow: () => dropped.inc(),
    limits,
    report,
  }
  const most = tuning.connectionsPerAddress ?? perAddress
  const ofAddress = new Map<string, number>()

  return {
    conversation,
    heartbeatMs: limits.heartbeatMs,
    connect(peer, address, token) {
      const open = ofAddress.get(address) ?? 0
      if (open >= most) throw new Problem('rate-limited', 'Too many connections from this address.')
      ofAddress.set(address, open + 1)
      const session = new ChatSession(sessionParts, peer, { address, token }, () => {
        sessions.delete(session)
        const left = (ofAddress.get(address) ?? 1) - 1
        if (left > 0) ofAddress.set(address, left)
        else ofAddress.delete(address)
      })
      sessions.set(session, address)
      return session
    },
    rightsChanged(userId) {
      for (const session of [...sessions.keys()]) {
        if (session.user && (userId === undefined || session.user.id === userId)) void session.checkRights()
      }
    },
    disconnect(spreadMs) {
      // Not in one instant: whoever is told comes back to another backend, which has to take them all.
      const apart = spreadMs / Math.max(1, sessions.size)
      for (const [index, session] of [...sessions.keys()].entries()) {
        setTimeout(() => session.end(closeCodes.goingAway, 'the server restarts'), index * apart)
      }
    },
    async stop() {
      stopping.abort()
      clearInterval(counting)
      hub.stop()
      await marks.stop()
      await desk.stop()
    },
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
