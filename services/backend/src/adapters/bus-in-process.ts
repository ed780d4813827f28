import type { Bus } from '../features/bus-port.ts'

type Listener = (message: string) => void

/** Listeners by topic; what both buses deliver to in this process. */
export interface Listeners {
  /** @returns whether it is the topic's first */
  add(topic: string, listener: Listener): boolean
  /** @returns whether it was the topic's last */
  remove(topic: string, listener: Listener): boolean
  tell(topic: string, message: string): void
  topics(): string[]
}

/** Keeps listeners. `report` is called with what a listener threw. */
export function createListeners(report: (error: unknown) => void): Listeners {
  const byTopic = new Map<string, Set<Listener>>()
  return {
    add(topic, listener) {
      const known = byTopic.get(topic)
      if (known) known.add(listener)
      else byTopic.set(topic, new Set([listener]))
      return known === undefined
    },
    remove(topic, listener) {
      const known = byTopic.get(topic)
      if (!known?.delete(listener) || known.size > 0) return false
      return byTopic.delete(topic)
    },
    tell(topic, message) {
      for (const listener of byTopic.get(topic) ?? []) {
        try {
          listener(message)
        } catch (error) {
          report(error)
        }
      }
    },
    topics: () => [...byTopic.keys()],
  }
}

/** The bus of a site that runs one backend. */
export function createInProcessBus(report: (error: unknown) => void): Bus {
  const listeners = createListeners(report)
  return {
    publish: (topic, message) => listeners.tell(topic, message),
    subscribe(topic, listener) {
      // A listener of its own for each subscription: the same function may be subscribed twice.
      const own: Listener = (message) => listener(message)
      listeners.add(topic, own)
      return () => void listeners.remove(topic, own)
    },
    settled: async () => {},
    connected: true,
    onContact: () => () => {},
    close: async () => {},
  }
}
