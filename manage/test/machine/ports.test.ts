import { expect, test } from 'vitest'
import { parseListeners } from '../../src/machine/ports.ts'

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0BBA 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 41234 1 0000000000000000 100 0 0 10 0
   1: 00000000:0BBA 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 41235 1 0000000000000000 100 0 0 10 0
   2: 0100007F:0BBA 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 41236 1 0000000000000000 20 4 30 10 -1
`

test('finds the sockets that listen on a port, and not those that are connected to it', () => {
  expect(parseListeners(table, 3002)).toEqual(['socket:[41234]', 'socket:[41235]'])
  expect(parseListeners(table, 3003)).toEqual([])
})
