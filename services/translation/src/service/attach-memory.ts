import type { handleBidiStreamingCall } from '@grpc/grpc-js'
import type { MemoryAnswer__Output, MemoryQuestion } from '@parlance/contracts'
import type { Memory } from '../memory/segment-memory.ts'
import type { TextCache } from '../memory/text-cache.ts'
import type { Translated } from '../pipeline/translated.ts'

/** A backend attaches the permanent memory for as long as its stream lasts. */
export function attachMemory(
  { permanent }: Memory,
  texts: TextCache<Translated>,
): handleBidiStreamingCall<MemoryAnswer__Output, MemoryQuestion> {
  return (call) => {
    const stream = {
      write: (question: MemoryQuestion) => void call.write(question),
      end: () => void call.end(),
    }
    const detach = () => permanent.detach(stream)
    call.on('data', (answer: MemoryAnswer__Output) => permanent.answer(answer))
    call.on('cancelled', detach)
    call.on('error', detach)
    call.on('end', () => {
      detach()
      call.end()
    })
    // Answers made while nobody could be asked for corrections are not believed any more.
    texts.clear()
    permanent.attach(stream)
  }
}
