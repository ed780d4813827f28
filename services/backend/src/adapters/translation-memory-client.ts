import { lookup } from 'node:dns/promises'
import {
  type MemoryAnswer,
  type MemoryQuestion__Output,
  TranslationService,
  type TranslationServiceClient,
} from '@parlance/contracts'
import { createGrpcClient, fromServiceError, type GrpcClient, hostPort } from '@parlance/service-kit'
import type { MemoryServices } from '../features/translation-memory/attachment.ts'
import type { HotMemory } from '../features/translation-memory/translation-memory.ts'

type Client = GrpcClient<typeof TranslationService.service>

/** Every translation service behind one name, each by itself: all have a hot memory of their own. */
export interface TranslationServices extends MemoryServices, HotMemory {
  close(): void
}

/** @param address `host:port`; a name may stand for several services. */
export function connectMemoryServices(
  address: string,
  report: (error: unknown) => void,
): TranslationServices {
  const cut = address.lastIndexOf(':')
  const host = address.slice(0, cut).replace(/^\[|\]$/g, '')
  const port = Number(address.slice(cut + 1))
  const clients = new Map<string, Client>()
  const clientOf = (target: string) => {
    const client = clients.get(target) ?? createGrpcClient(TranslationService, target, { deadlineMs: 2_000 })
    clients.set(target, client)
    return client
  }
  const addresses = async () => {
    // A service that answers under two addresses is attached twice, and takes turns; one that answers under either is
    // found, whichever family it listens on.
    const found = await lookup(host, { all: true })
    const current = found.map((each) => hostPort(each.address, port))
    for (const [target, client] of clients) {
      if (current.includes(target)) continue
      clients.delete(target)
      client.close()
    }
    return current
  }

  return {
    addresses,
    open: (target) => openStream(clientOf(target)),
    forget: async (segments) => {
      const request = segments === 'all' ? { all: true } : { segmentHashes: [...segments] }
      const targets = await addresses().catch(() => [...clients.keys()])
      const calls = targets.map((target) => clientOf(target).call('ForgetSegments', request))
      for (const result of await Promise.allSettled(calls)) {
        if (result.status === 'rejected') report(result.reason)
      }
    },
    close: () => {
      for (const client of clients.values()) client.close()
      clients.clear()
    },
  }
}

function openStream(client: Client) {
  const call = (client.raw as unknown as TranslationServiceClient).AttachMemory()
  const questions = async function* (): AsyncGenerator<MemoryQuestion__Output> {
    try {
      for await (const question of call) yield question as MemoryQuestion__Output
    } catch (error) {
      throw fromServiceError(error)
    }
  }
  return {
    questions: questions(),
    answer: (answer: MemoryAnswer) => {
      if (call.writable) call.write(answer)
    },
    close: () => call.cancel(),
  }
}
