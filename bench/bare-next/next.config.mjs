import { join } from 'node:path'

const workspaceRoot = join(import.meta.dirname, '../..')

export default {
  output: 'standalone',
  outputFileTracingRoot: workspaceRoot,
  turbopack: { root: workspaceRoot },
}
