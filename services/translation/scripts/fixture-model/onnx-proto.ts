/**
 * Just enough of onnx.proto3 (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3) to write a small model: field
 * numbers are those of its messages.
 */
import { bytes, integer, message, text } from './protobuf.ts'

/** An element type of tensors (TensorProto.DataType). */
export const dataType = { float: 1, int64: 7 } as const
type DataType = (typeof dataType)[keyof typeof dataType]

/** A constant of the graph. */
export interface Initializer {
  readonly name: string
  readonly dims: readonly number[]
  readonly data: Float32Array | BigInt64Array
}

/** One operation. Attributes are integers, floats or lists of integers. */
export interface OnnxNode {
  readonly op: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>
}

/** An input or output; a dimension is a size or the name of one. */
export interface OnnxValue {
  readonly name: string
  readonly type: DataType
  readonly shape: readonly (number | string)[]
}

/** A graph to be written. */
export interface OnnxGraph {
  readonly name: string
  readonly nodes: readonly OnnxNode[]
  readonly initializers: readonly Initializer[]
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
}

/** A model file: IR version 8, operators of set 17. */
export function writeModel(graph: OnnxGraph): Buffer {
  return Buffer.concat([
    integer(1, 8),
    text(2, 'parlance fixture'),
    message(7, graphMessage(graph)),
    message(8, [integer(2, 17)]),
  ])
}

function graphMessage(graph: OnnxGraph): Buffer[] {
  return [
    ...graph.nodes.map((node) => message(1, nodeMessage(node))),
    text(2, graph.name),
    ...graph.initializers.map((tensor) => message(5, tensorMessage(tensor))),
    ...graph.inputs.map((value) => message(11, valueMessage(value))),
    ...graph.outputs.map((value) => message(12, valueMessage(value))),
  ]
}

function nodeMessage({ op, inputs, outputs, attributes = {} }: OnnxNode): Buffer[] {
  return [
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => message(5, attributeMessage(name, value))),
  ]
}

const attributeType = { integer: 2, integers: 7 } as const

function attributeMessage(name: string, value: number | readonly number[]): Buffer[] {
  return typeof value === 'number'
    ? [text(1, name), integer(3, value), integer(20, attributeType.integer)]
    : [text(1, name), ...value.map((one) => integer(8, one)), integer(20, attributeType.integers)]
}

function tensorMessage({ name, dims, data }: Initializer): Buffer[] {
  const type = data instanceof Float32Array ? dataType.float : dataType.int64
  const raw = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  return [...dims.map((size) => integer(1, size)), integer(2, type), text(8, name), bytes(9, raw)]
}

function valueMessage({ name, type, shape }: OnnxValue): Buffer[] {
  const dimensions = shape.map((size) =>
    message(1, [typeof size === 'number' ? integer(1, size) : text(2, size)]),
  )
  return [text(1, name), message(2, [message(1, [integer(1, type), message(2, dimensions)])])]
}
