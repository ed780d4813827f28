import { reconnectDelay } from './backoff.ts'

/** Where a connection stands. `waiting` = lost, trying again at a set time. */
export type Phase = 'idle' | 'connecting' | 'greeting' | 'live' | 'waiting' | 'stopped'

export interface Connection {
  readonly phase: Phase
  /** Attempts since it was last live. */
  readonly attempt: number
  /** Whether it has ever been live: the first connecting is no "reconnecting". */
  readonly everLive: boolean
}

export type ConnectionEvent =
  | { readonly type: 'start' }
  | { readonly type: 'opened' }
  | { readonly type: 'welcomed' }
  | { readonly type: 'lost' }
  | { readonly type: 'due' }
  /** The network is back or the page is seen again: do not sit out the wait. */
  | { readonly type: 'wake' }
  /** Say hello anew, over the same socket if there is one: the reader has another language. */
  | { readonly type: 'renew' }
  /** Over a new socket: the cookie that says who reads goes with its handshake alone. */
  | { readonly type: 'reopen' }
  | { readonly type: 'stop' }

/** What the owner of the socket has to do. */
export type Effect =
  | { readonly type: 'open' }
  | { readonly type: 'hello' }
  | { readonly type: 'wait'; readonly ms: number }
  | { readonly type: 'drop' }

export const idle: Connection = { phase: 'idle', attempt: 0, everLive: false }

interface Step {
  readonly next: Connection
  readonly effects: readonly Effect[]
}

/** The state machine of a reconnecting socket. Events that do not fit the phase change nothing. */
export function stepConnection(now: Connection, event: ConnectionEvent, random: number): Step {
  const stay: Step = { next: now, effects: [] }
  if (now.phase === 'stopped') {
    return event.type === 'start'
      ? { next: { ...now, phase: 'connecting' }, effects: [{ type: 'open' }] }
      : stay
  }
  switch (event.type) {
    case 'start':
      return now.phase === 'idle'
        ? { next: { ...now, phase: 'connecting' }, effects: [{ type: 'open' }] }
        : stay
    case 'opened':
      return now.phase === 'connecting'
        ? { next: { ...now, phase: 'greeting' }, effects: [{ type: 'hello' }] }
        : stay
    case 'welcomed':
      return now.phase === 'greeting'
        ? { next: { phase: 'live', attempt: 0, everLive: true }, effects: [] }
        : stay
    case 'lost': {
      if (now.phase === 'idle' || now.phase === 'waiting') return stay
      const ms = reconnectDelay(now.attempt, random)
      return { next: { ...now, phase: 'waiting', attempt: now.attempt + 1 }, effects: [{ type: 'wait', ms }] }
    }
    case 'due':
    case 'wake':
      return now.phase === 'waiting'
        ? { next: { ...now, phase: 'connecting' }, effects: [{ type: 'open' }] }
        : stay
    case 'renew':
      // Before the socket is open, the hello to come says it; while waiting, so does that of the next attempt.
      return now.phase === 'live' || now.phase === 'greeting'
        ? { next: { ...now, phase: 'greeting' }, effects: [{ type: 'hello' }] }
        : stay
    case 'reopen':
      return now.phase === 'live' || now.phase === 'greeting' || now.phase === 'connecting'
        ? { next: { ...now, phase: 'connecting' }, effects: [{ type: 'drop' }, { type: 'open' }] }
        : stay
    case 'stop':
      return { next: { ...now, phase: 'stopped' }, effects: [{ type: 'drop' }] }
  }
}

/** Whether to tell the reader that the connection is being made again. */
export function isReconnecting({ phase, everLive, attempt }: Connection): boolean {
  return phase === 'waiting' || ((phase === 'connecting' || phase === 'greeting') && everLive && attempt > 0)
}
