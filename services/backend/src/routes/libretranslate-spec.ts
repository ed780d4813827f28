interface Field {
  readonly name: string
  readonly required?: boolean
  readonly type?: string
  readonly enum?: readonly string[]
  readonly description: string
}

const parameters = (fields: readonly Field[]) =>
  fields.map(({ type = 'string', required = false, ...field }) => ({
    ...field,
    in: 'formData',
    type,
    required,
  }))

const q: Field = { name: 'q', required: true, description: 'Text(s) to translate' }
const key: Field = { name: 'api_key', description: 'Not needed' }

const refused = {
  400: { description: 'Invalid request', schema: { $ref: '#/definitions/error' } },
  429: { description: 'Slow down', schema: { $ref: '#/definitions/error' } },
  500: { description: 'Translation error', schema: { $ref: '#/definitions/error' } },
}
const answers = (description: string, schema: object) => ({ 200: { description, schema }, ...refused })

/** LibreTranslate's API as its own `/spec` describes it, in Swagger 2.0, for clients that are made from it. */
export const libreTranslateSpec = {
  swagger: '2.0',
  info: {
    title: 'LibreTranslate',
    version: '1.6.0',
    description: 'LibreTranslate’s API, served by Parlance.',
  },
  basePath: '/',
  consumes: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
  produces: ['application/json'],
  paths: {
    '/translate': {
      post: {
        tags: ['translate'],
        summary: 'Translate text from a language to another',
        parameters: parameters([
          q,
          {
            name: 'source',
            required: true,
            description: 'Source language code or "auto" for auto detection',
          },
          { name: 'target', required: true, description: 'Target language code' },
          { name: 'format', enum: ['text', 'html'], description: 'Format of source text' },
          { name: 'alternatives', type: 'integer', description: 'There are none' },
          key,
        ]),
        responses: answers('Translated text', { $ref: '#/definitions/translate' }),
      },
    },
    '/detect': {
      post: {
        tags: ['translate'],
        summary: 'Detect the language of a single text',
        parameters: parameters([q, key]),
        responses: answers('Detections', { type: 'array', items: { $ref: '#/definitions/detection' } }),
      },
    },
    '/languages': {
      get: {
        tags: ['translate'],
        summary: 'Retrieve list of supported languages',
        responses: answers('List of languages', { type: 'array', items: { $ref: '#/definitions/language' } }),
      },
    },
    '/frontend/settings': {
      get: {
        tags: ['frontend'],
        summary: 'Retrieve frontend specific settings',
        responses: answers('Frontend settings', { type: 'object' }),
      },
    },
  },
  definitions: {
    translate: {
      type: 'object',
      properties: { translatedText: { description: 'Translated text(s): a string, or a list for a list' } },
      required: ['translatedText'],
    },
    detection: {
      type: 'object',
      properties: { confidence: { type: 'number' }, language: { type: 'string' } },
    },
    language: {
      type: 'object',
      properties: {
        code: { type: 'string' },
        name: { type: 'string' },
        targets: { type: 'array', items: { type: 'string' } },
      },
    },
    error: { type: 'object', properties: { error: { type: 'string' } } },
  },
} as const
