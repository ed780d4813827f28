import { randomUUID } from 'node:crypto'
import type { Bus } from '../features/bus-port.ts'
import { createListeners } from './bus-in-process.ts'
import { closeRedis, type RedisClient } from './redis-connection.ts'

const prefix = 'parlance:bus:'
/** A word to ourselves goes through Redis every so many milliseconds; one that does not come back means it is lost. */
const pulseMs = 3_000

/** The connections of the bus over Redis, both of which it closes, and its listeners' errors. */
export interface RedisBusOptions {
  readonly publisher: RedisClient
  /** A connection of its own: one that listens can do nothing else. */
  readonly subscriber: RedisClient
  /** Called with what a listener threw. */
  readonly report: (error: unknown) => void
}

/**
 * The bus of several backends, over Redis's publish and subscribe. This process hears itself at once; what comes back
 * from Redis under its own name is dropped.
 */
export function createRedisBus({ publisher, subscriber, report }: RedisBusOptions): Bus {
  const node = randomUUID()
  const pulseTopic = `node:${node}`
  const listeners = createListeners(report)
  const contact = new Set<(connected: boolean) => void>()
  let connected = false
  let pulseHeard = true
  let pending: Promise<unknown> = Promise.resolve()

  const say = (now: boolean) => {
    if (connected === now) return
    connected = now
    for (const listener of contact) listener(now)
  }
  const lost = () => say(false)
  const enter = async () => {
    await subscriber.subscribe(...[pulseTopic, ...listeners.topics()].map((topic) => prefix + topic))
    pulseHeard = true
    say(true)
  }
  const afterwards = (work: () => Promise<unknown>) => {
    pending = pending.then(work).catch(lost)
  }
  const ready = () => afterwards(enter)
  subscriber.on('ready', ready)
  subscriber.on('close', lost)
  if (subscriber.status === 'ready') ready()

  subscriber.on('message', (channel: string, envelope: string) => {
    const topic = channel.slice(prefix.length)
    if (topic === pulseTopic) {
      pulseHeard = true
      if (!connected && subscriber.status === 'ready') ready()
    } else if (!envelope.startsWith(node)) {
      listeners.tell(topic, envelope.slice(node.length))
    }
  })

  const send = (topic: string, message: string) => {
    if (publisher.status !== 'ready') return
    publisher.publish(prefix + topic, node + message).catch(lost)
  }
  const pulse = setInterval(() => {
    if (!pulseHeard) lost()
    pulseHeard = false
    send(pulseTopic, '')
  }, pulseMs)
  pulse.unref()

  return {
    publish(topic, message) {
      listeners.tell(topic, message)
      send(topic, message)
    },
    subscribe(topic, listener) {
      const own = (message: string) => listener(message)
      const change = (work: () => Promise<unknown>) => {
        if (subscriber.status === 'ready') afterwards(work)
      }
      if (listeners.add(topic, own)) change(() => subscriber.subscribe(prefix + topic))
      return () => {
        if (!listeners.remove(topic, own)) return
        change(async () => {
          // Somebody may have come back to the topic meanwhile.
          if (!listeners.topics().includes(topic)) await subscriber.unsubscribe(prefix + topic)
        })
      }
    },
    settled: async () => {
      for (let seen: unknown; seen !== pending; ) {
        seen = pending
        await pending
      }
    },
    get connected() {
      return connected
    },
    onContact(listener) {
      contact.add(listener)
      return () => contact.delete(listener)
    },
    close: async () => {
      clearInterval(pulse)
      contact.clear()
      await Promise.all([closeRedis(publisher), closeRedis(subscriber)])
    },
  }
}
