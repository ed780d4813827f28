/** `bundle-main.ts <service> <folder>`: writes the service as its image needs it, and says what it wrote. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleService } from './bundle.ts'
import { targets } from './targets.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const known = targets(process.platform, process.arch)
const [name = '', out] = process.argv.slice(2)
const target = known[name]

if (!target || !out) {
  process.stderr.write(`usage: bundle-main.ts <${Object.keys(known).join('|')}> <folder>\n`)
  process.exitCode = 2
} else {
  const { files, native } = await bundleService(root, name, target, resolve(out))
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  for (const file of files) process.stdout.write(`${file.name} ${megabytes(file.bytes)}\n`)
  if (native.length > 0) process.stdout.write(`beside: ${native.join(', ')}\n`)
}
