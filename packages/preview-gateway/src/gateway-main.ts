/** The gateway of previews: pages and WebSockets to the preview that an address names, which it wakes and lets sleep. */
import { FilterClient } from './gateway/filter-client.ts'
import { runGateway } from './gateway/open-gateway.ts'

runGateway(process.env, ({ FILTER_SOCKET }) => ({
  control: new FilterClient(FILTER_SOCKET),
  upstream: (name) => ({ host: `preview-${name}`, port: 80 }),
}))
