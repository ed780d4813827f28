import type { Context } from '../core/context.ts'
import { openInstance } from '../core/instance.ts'
import { previewInstance } from '../core/preview-name.ts'

/** Above what the machine's own services listen on; moved with the instance. */
const firstPort = 8_000

/** Where the edge of a preview listens, and what it is called: every `.localhost` is this machine for a browser. */
export const previewOrigin = (name: string, offset: number): string =>
  `http://${name}.preview.localhost:${firstPort + offset}`

/**
 * What the commands of production are given to work on a preview: its own instance, whose state lies in this checkout,
 * with the sources of the preview. It listens on this machine alone, and ports that the environment moves are the site's own.
 * @param source the folder with its sources
 */
export function previewContext(context: Context, name: string, source = context.root): Context {
  const { grafanaPort: _, ...shared } = context.config
  const config = { ...shared, ports: {}, edge: { bind: '127.0.0.1' } }
  return {
    ...context,
    root: source,
    config,
    instance: openInstance(context.root, previewInstance(name), config),
  }
}
