import type { Context } from '../core/context.ts'
import { type Instance, openInstance } from '../core/instance.ts'
import { previewInstance } from '../core/preview-name.ts'
import { gatewayFacts } from './gateway-facts.ts'

/** Above what the machine's own services listen on; moved with the instance. */
const firstPort = 8_000

/**
 * What the commands of production are given to work on a preview: its own instance, whose state lies in this checkout,
 * with the sources of the preview. It listens on this machine alone, and ports that the environment moves are the site's own.
 * @param source the folder with its sources
 * @param place where it is to be, where it has no place yet
 */
export function previewContext(
  context: Context,
  name: string,
  source = context.root,
  place?: Instance,
): Context {
  const { grafanaPort: _, ...shared } = context.config
  const instance = place ?? openInstance(context.root, previewInstance(name), { ...shared, ports: {} })
  // Visitors come by the gateway; the edge's own port is there to look whether a release is answered.
  const edge = { bind: '127.0.0.1', http: edgePort(instance), behind: gatewayFacts(context).behind }
  return { ...context, root: source, config: { ...shared, ports: {}, edge }, instance }
}

/** The port of a preview's edge, on this machine alone. */
export const edgePort = ({ offset }: Instance): number => firstPort + offset
