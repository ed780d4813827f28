/** The process that runs the engine `bergamot`, with the models of its pairs. */
import type { BergamotJob } from './engines/bergamot/bergamot-protocol.ts'
import { Bergamot } from './engines/bergamot/bergamot-translator.ts'
import { runModelChild, tellService } from './engines/model-child.ts'

let engine: Bergamot | undefined

runModelChild<Record<string, never>, BergamotJob>({
  async load() {
    engine = await Bergamot.load({
      onAlive: () => tellService({ type: 'alive' }),
      // Nothing can be trusted after an abort of WebAssembly: the service starts another process.
      onDead: () => setImmediate(() => tellService({ type: 'alive' }, () => process.exit(1))),
    })
  },
  async translate(job, signal) {
    if (!engine) throw new Error('the engine was not loaded')
    return engine.translate(job, signal)
  },
})
