/** The process that runs one model. It reads no environment: everything comes by message from the service. */
import { basename, dirname } from 'node:path'
import type { FromModel, ToModel } from './engines/onnx/protocol.ts'
import { Seq2Seq } from './engines/onnx/seq2seq.ts'

let model: Promise<Seq2Seq> | undefined
const running = new Map<number, AbortController>()

process.on('message', (message: ToModel) => void take(message))
// The service is gone: nobody will ask again.
process.on('disconnect', () => process.exit(0))

async function take(message: ToModel): Promise<void> {
  if (message.type === 'load') {
    model = Seq2Seq.load({ ...message, parent: dirname(message.folder), name: basename(message.folder) })
    model.then(
      () => say({ type: 'loaded' }),
      (error: unknown) => say({ type: 'failed', problem: messageOf(error) }),
    )
    return
  }
  if (message.type === 'cancel') {
    running.get(message.id)?.abort()
    return
  }
  const { id } = message
  const abort = new AbortController()
  running.set(id, abort)
  try {
    const loaded = await model
    if (!loaded) throw new Error('no model was loaded')
    const answers = await loaded.translate(message, abort.signal)
    say({ type: 'translated', id, answers })
  } catch (error) {
    say({ type: 'refused', id, problem: messageOf(error) })
  } finally {
    running.delete(id)
  }
}

function say(message: FromModel): void {
  process.send?.(message)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
