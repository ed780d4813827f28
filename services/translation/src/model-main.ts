/** The process that runs one neural model. */
import { basename, dirname } from 'node:path'
import { runModelChild } from './engines/model-child.ts'
import type { ModelJob, ModelLoad } from './engines/onnx/onnx-protocol.ts'
import { Seq2Seq } from './engines/onnx/seq2seq.ts'

let model: Seq2Seq | undefined

runModelChild<ModelLoad, ModelJob>({
  async load({ folder, dtype, threads }) {
    model = await Seq2Seq.load({ parent: dirname(folder), name: basename(folder), dtype, threads })
  },
  async translate(job, signal) {
    if (!model) throw new Error('no model was loaded')
    return model.translate(job, signal)
  },
})
