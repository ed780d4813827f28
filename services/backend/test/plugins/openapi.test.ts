import { expect, test } from 'vitest'
import { hoistComponents } from '../../src/plugins/openapi.ts'

test('schemas with a title of one word become components, once, also inside others', () => {
  const image = { type: 'object', title: 'Image', properties: { url: { type: 'string' } } }
  const tool = { type: 'object', title: 'Tool', properties: { logo: image, screenshot: image } }
  const document = {
    paths: {
      '/tools': { get: { responses: { 200: { content: { 'application/json': { schema: tool } } } } } },
    },
    components: { securitySchemes: { bearer: {} } },
  }
  const reference = { $ref: '#/components/schemas/Image' }
  expect(hoistComponents(document)).toEqual({
    paths: {
      '/tools': {
        get: {
          responses: {
            200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Tool' } } } },
          },
        },
      },
    },
    components: {
      securitySchemes: { bearer: {} },
      schemas: { Image: image, Tool: { ...tool, properties: { logo: reference, screenshot: reference } } },
    },
  })
})

test('enumerations say that they are of strings', () => {
  expect(hoistComponents({ paths: { a: { schema: { enum: ['x', 'y'] } } } })).toMatchObject({
    paths: { a: { schema: { type: 'string', enum: ['x', 'y'] } } },
  })
})
