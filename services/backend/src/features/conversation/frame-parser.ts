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
import { Compile } from 'typebox/compile'

const validators = {
  hello: Compile(helloFrame),
  send: Compile(sendFrame),
  join: Compile(joinFrame),
  leave: Compile(leaveFrame),
  edit: Compile(editFrame),
  delete: Compile(deleteFrame),
  typing: Compile(typingFrame),
  ack: Compile(ackFrame),
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
  if (typeof type !== 'string' || !Object.hasOwn(validators, type)) {
    return { fault: `A frame's type is one of ${Object.keys(validators).join(', ')}.`, ...named }
  }
  const validator = validators[type as keyof typeof validators]
  if (validator.Check(value)) return { frame: value as ClientFrame }
  const [first] = validator.Errors(value)
  const where = first ? `${type}${first.instancePath.replaceAll('/', '.')} ${first.message}` : type
  return { fault: `The frame is not valid: ${where}.`, ...named }
}
