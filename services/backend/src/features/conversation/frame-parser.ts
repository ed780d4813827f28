import {
  ackFrame,
  type ClientFrame,
  deleteFrame,
  editFrame,
  helloFrame,
  joinFrame,
  leaveFrame,
  sendFrame,
  typingFrame,
} from '@parlance/contracts/chat'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { findBreach } from '../first-breach.ts'

const reader = <T extends TSchema>(schema: T) => ({ schema, validator: Compile(schema) })

const readers = {
  hello: reader(helloFrame),
  send: reader(sendFrame),
  join: reader(joinFrame),
  leave: reader(leaveFrame),
  edit: reader(editFrame),
  delete: reader(deleteFrame),
  typing: reader(typingFrame),
  ack: reader(ackFrame),
}

/** A client's frame, or what is wrong with it and what of it can still be named. */
export type ParsedFrame =
  | { readonly frame: ClientFrame }
  | { readonly fault: string; readonly clientId?: string; readonly room?: string }

/** Reads one text frame of a client. Members that the protocol does not know are ignored. */
export function parseFrame(text: string): ParsedFrame {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { fault: 'The frame is not JSON.' }
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return { fault: 'The frame is not a JSON object.' }
  }
  const { type, clientId, room } = value as { type?: unknown; clientId?: unknown; room?: unknown }
  const named = {
    ...(typeof clientId === 'string' ? { clientId: clientId.slice(0, 64) } : {}),
    ...(typeof room === 'string' ? { room: room.slice(0, 100) } : {}),
  }
  if (typeof type !== 'string' || !Object.hasOwn(readers, type)) {
    return { fault: `A frame's type is one of ${Object.keys(readers).join(', ')}.`, ...named }
  }
  const { schema, validator } = readers[type as keyof typeof readers]
  const breach = findBreach(schema, value)
  if (!breach && validator.Check(value)) return { frame: value as ClientFrame }
  const [first] = breach ? [breach] : validator.Errors(value)
  const where = first ? `${type}${first.instancePath.replaceAll('/', '.')} ${first.message}` : type
  return { fault: `The frame is not valid: ${where}.`, ...named }
}
