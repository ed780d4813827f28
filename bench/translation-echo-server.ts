/** A bare grpc-js server that sends each text back: the limit that a remembered translation stands beside. */
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { TranslationService, type TranslationServiceHandlers } from '@parlance/contracts'

const server = new Server()
server.addService(TranslationService.service, {
  Translate: (call, callback) => {
    callback(null, {
      translations: call.request.texts.map((text) => ({
        text,
        translated: text,
        sourceLanguage: 'en',
        engine: 'echo',
      })),
    })
  },
} as Partial<TranslationServiceHandlers> as TranslationServiceHandlers)
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error
  process.stdout.write(`${JSON.stringify({ port })}\n`)
})
process.on('SIGTERM', () => process.exit(0))
