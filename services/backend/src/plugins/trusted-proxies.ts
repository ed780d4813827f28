import { lookup } from 'node:dns/promises'
import { BlockList, isIP, isIPv4 } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { plainAddress } from '../features/visitor-key.ts'

/** Milliseconds after which names are looked up anew; sooner, once a second, where somebody unknown forwards. */
const keptMs = 30_000
const soonestMs = 1_000
/** So long a start waits for names: a name server takes ten seconds to give up a name that nobody has yet. */
const readyMs = 1_000

/** Whose `X-Forwarded-For` is believed. */
export interface TrustedProxies {
  /** Looks the names up for the first time. What takes too long is not waited for: it is known when it is there. */
  ready(): Promise<void>
  /** Whether an address is one of a named proxy's. */
  trusts(address: string): boolean
}

/**
 * Reads `TRUSTED_PROXIES`: addresses, networks (`10.0.0.0/8`) and host names, separated by commas. A host name stands
 * for all its addresses; a name that cannot be looked up stands for those it had, and at first for none.
 *
 * @throws Error naming an entry that is none of these
 */
export function createTrustedProxies(
  setting: string,
  {
    report = () => {},
    now = Date.now,
    addressesOf = (name) => lookup(name, { all: true }),
    patienceMs = readyMs,
  }: {
    report?: (error: unknown) => void
    now?: () => number
    addressesOf?: (name: string) => Promise<readonly { readonly address: string }[]>
    patienceMs?: number
  } = {},
): TrustedProxies {
  const fixed = new BlockList()
  const names = new Map<string, readonly string[]>()
  for (const entry of setting.split(',').map((each) => each.trim())) {
    if (entry === '') continue
    const [address = '', bits] = entry.split('/', 2)
    if (isIP(address) !== 0) addNetwork(fixed, entry, address, bits)
    else if (bits === undefined && /^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$/.test(entry))
      names.set(entry, [])
    else throw new Error(`TRUSTED_PROXIES: "${entry}" is no address, network or host name`)
  }

  let lookedUpAt = Number.NEGATIVE_INFINITY
  let known = new Set<string>()
  const lookUp = async () => {
    lookedUpAt = now()
    const each = async (name: string) => {
      try {
        names.set(
          name,
          (await addressesOf(name)).map(({ address }) => plainAddress(address)),
        )
        known = new Set([...names.values()].flat())
      } catch (error) {
        report(error)
      }
    }
    await Promise.all([...names.keys()].map(each))
  }
  return {
    ready: () => Promise.race([lookUp(), sleep(patienceMs, undefined, { ref: false })]),
    trusts: (address) => {
      const plain = plainAddress(address)
      if (fixed.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6')) return true
      if (names.size === 0) return false
      const found = known.has(plain)
      // A proxy that was made anew has another address.
      if (now() - lookedUpAt > (found ? keptMs : soonestMs)) void lookUp()
      return found
    },
  }
}

function addNetwork(list: BlockList, entry: string, address: string, bits: string | undefined): void {
  const family = isIPv4(address) ? 'ipv4' : 'ipv6'
  const most = family === 'ipv4' ? 32 : 128
  if (bits === undefined) list.addAddress(address, family)
  else if (/^\d+$/.test(bits) && Number(bits) <= most) list.addSubnet(address, Number(bits), family)
  else throw new Error(`TRUSTED_PROXIES: "${entry}" is no network: the part after / is 0 to ${most}`)
}
