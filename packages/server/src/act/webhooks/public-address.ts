import { BlockList, isIP } from 'node:net'

// What is no address of the public internet: IANA's special-purpose registries (RFC 6890 and what came after), and the addresses under which clouds tell
// their machines secrets (169.254.169.254 and 100.100.100.200 are within; 168.63.129.16 stands alone).
const NOT_PUBLIC_V4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4'
/** All of IPv6 that is given out to anybody. Whatever maps or translates IPv4 lies outside (::ffff:0:0/96, 64:ff9b::/96), or is taken out below. */
const PUBLIC_V6 = '2000::/3'
/** Teredo, benchmarks, ORCHID, documentation and 6to4: names for something else, some of them for an IPv4 address within. */
const NOT_PUBLIC_V6 = '2001::/23 2001:db8::/32 2002::/16 3fff::/20'

const notPublicV4 = listOf(NOT_PUBLIC_V4, 'ipv4')
const publicV6 = listOf(PUBLIC_V6, 'ipv6')
const notPublicV6 = listOf(NOT_PUBLIC_V6, 'ipv6')

/** Whether an address, as a resolver gives it, is one of the public internet: not private, loopback, link-local, multicast, or another name for such. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !notPublicV4.check(address, 'ipv4')
  return family === 6 && publicV6.check(address, 'ipv6') && !notPublicV6.check(address, 'ipv6')
}

function listOf(ranges: string, family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const range of ranges.split(' ')) {
    const [net = '', bits] = range.split('/')
    list.addSubnet(net, Number(bits), family)
  }
  return list
}
