import { isIPv4 } from 'node:net'

/** An IPv4 address that came through an IPv6 socket, as itself. */
export function plainAddress(address: string): string {
  const mapped = address.startsWith('::ffff:') ? address.slice(7) : address
  return isIPv4(mapped) ? mapped : address
}

/** What one visitor is counted by: an IPv4 address, or the network of an IPv6 one, in which a visitor has them all. */
export function visitorKey(address: string): string {
  const plain = plainAddress(address)
  if (isIPv4(plain) || !plain.includes(':')) return plain
  const [head = '', tail] = plain.split('%', 1)[0]?.split('::', 2) ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
