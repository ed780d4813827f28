/**
 * The tests' web site by itself, for a stack that runs elsewhere (production images in containers):
 * `node e2e/support/site/site-main.ts [port] [host]`. Prints its origin.
 */
import { realPagesFolder } from '../real-pages.ts'
import { startSite } from './site.ts'

const [port = '0', host = '127.0.0.1'] = process.argv.slice(2)
const site = await startSite({ port: Number(port), host, pages: realPagesFolder(process.env) })
console.log(site.origin)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void site.close())
