import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'

/** Describes every route; `app.swagger()` gives the document. To be registered before the routes. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Parlance',
        version,
        description:
          'A multilingual directory with live conversation. Errors are RFC 9457 problem details; live conversation is on the WebSocket `/ws`.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transformObject: (found) =>
      hoistComponents('openapiObject' in found ? found.openapiObject : found.swaggerObject) as never,
  })
}

/** Serves the document and a page to read and try it, at /docs. The page's files are read when it is first asked for. */
export async function serveDocs(app: FastifyInstance): Promise<void> {
  const { default: swaggerUi } = await import('@fastify/swagger-ui')
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    transformStaticCSP: (header) => header,
  })
}

type Json = null | boolean | number | string | Json[] | JsonObject
interface JsonObject {
  [key: string]: Json
}

/** Moves each schema that has a title of one word to the components, so that generated types have names. */
export function hoistComponents(document: object): object {
  const schemas: { [name: string]: Json } = {}
  const walk = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(walk)
    if (node === null || typeof node !== 'object') return node
    const walked: { [key: string]: Json } = {}
    for (const [key, value] of Object.entries(node)) walked[key] = walk(value)
    if (Array.isArray(node.enum) && node.type === undefined) walked.type = 'string'
    const { title } = node
    if (typeof title !== 'string' || !/^[A-Z][A-Za-z]+$/.test(title) || !('type' in node)) return walked
    schemas[title] = walked
    return { $ref: `#/components/schemas/${title}` }
  }
  const source = JSON.parse(JSON.stringify(document)) as { [key: string]: Json }
  const paths = walk(source.paths ?? {})
  const components = (source.components ?? {}) as { [key: string]: Json }
  const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { ...source, paths, components: { ...components, schemas: sorted } }
}
