import type { FastifyInstance } from 'fastify'

/** Which methods the routes of a path take. */
export interface RouteMethods {
  /** In the order of the alphabet; none where there is no such path. OPTIONS is left out: every path answers it. */
  of(path: string): string[]
}

/** Takes down every route that is registered from now on. */
export function collectMethods(app: FastifyInstance): RouteMethods {
  const routes = new Map<string, { pattern: RegExp; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    if (url === '*' || url === '/*') return
    const known = routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() }
    for (const each of [method].flat()) if (each !== 'OPTIONS') known.methods.add(each)
    routes.set(url, known)
  })
  return {
    of: (path) => {
      const found = [...routes.values()].filter(({ pattern }) => pattern.test(path))
      return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort()
    },
  }
}

/** The paths of a route such as `/rooms/:slug` or `/assets/*`; a slash at the end makes no difference. */
function patternOf(url: string): RegExp {
  const source = url
    .replace(/\/$/, '')
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:[A-Za-z]+/g, '[^/]+')
    .replace(/\*/g, '.*')
  return new RegExp(`^${source}/?$`)
}
