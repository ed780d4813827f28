import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Addresses that count as unicast and yet lead inside: denied by name. The metadata services of clouds, and prefixes
 * that carry an IPv4 address within, through which a translator would reach what is denied outright.
 */
const denied = [
  '168.63.129.16/32', // Azure's platform service
  '169.254.0.0/16', // link-local: AWS, GCP, Azure, DigitalOcean metadata (169.254.169.254), ECS (169.254.170.2)
  '100.100.100.200/32', // Alibaba metadata
  '192.0.0.192/32', // Oracle metadata
  '192.0.0.0/24', // IETF protocol assignments
  '192.88.99.0/24', // 6to4 relays
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.175.48.0/24', // AS112, AMT
  '64:ff9b::/96', // NAT64, RFC 6052
  '64:ff9b:1::/48', // NAT64 for local use, RFC 8215
  '2002::/16', // 6to4
  '2001::/23', // Teredo, ORCHID and other protocol assignments
  '2001:db8::/32', // documentation
  '3fff::/20', // documentation
  '5f00::/16', // segment routing
  '100::/64', // discard
  'fd00:ec2::/32', // AWS metadata over IPv6
  'fd20:ce::/32', // GCP metadata over IPv6
  'fec0::/10', // site-local, as it once was
  '::/96', // IPv4-compatible
  '::ffff:0:0:0/96', // IPv4-translated, RFC 2765
].map((range) => ipaddr.parseCIDR(range))

/** What an address is to us. */
export type AddressVerdict = 'public' | 'loopback' | 'denied'

/**
 * Judges an address by its bytes: `public` is unicast and not on the deny list, `loopback` is this machine, everything
 * else is `denied`. IPv4 within IPv6 (`::ffff:a.b.c.d`) is judged as the IPv4 address. A zone (`%eth0`) is denied.
 */
export function judgeAddress(address: string): AddressVerdict {
  // Node is strict where ipaddr.js also takes `127.1`.
  if (isIP(address) === 0 || address.includes('%')) return 'denied'
  const parsed = ipaddr.process(address)
  const range = parsed.range()
  if (range === 'loopback') return 'loopback'
  if (range !== 'unicast') return 'denied'
  // IPv6 hands out unicast from 2000::/3 alone; what lies outside is nobody's, and fails closed.
  if (parsed.kind() === 'ipv6' && ((parsed.toByteArray()[0] ?? 0) & 0xe0) !== 0x20) return 'denied'
  const listed = denied.some(
    ([prefix, bits]) => prefix.kind() === parsed.kind() && parsed.match(prefix, bits),
  )
  return listed ? 'denied' : 'public'
}
