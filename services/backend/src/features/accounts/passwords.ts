import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import pLimit from 'p-limit'

const hashOnce = promisify(argon2) as (algorithm: string, parameters: Argon2Parameters) => Promise<Buffer>
/** Each takes 19 MiB while it runs: many who sign in at once wait for each other, and the memory holds. */
const atOnce = pLimit(4)
const derive = (algorithm: string, parameters: Argon2Parameters) =>
  atOnce(() => hashOnce(algorithm, parameters))

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
const tagLength = 32

/** Hashes a password with Argon2id and a fresh salt, as a PHC string. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { ...cost, message: normal(password), nonce, tagLength })
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** Whether a password is the one of a PHC string; false for a string that is none. Takes the same time either way. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const found = phc.exec(hash)
  if (!found) return false
  const [, memory, passes, parallelism, salt = '', expected = ''] = found
  const tag = Buffer.from(expected, 'base64')
  const made = await derive('argon2id', {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    message: normal(password),
    nonce: Buffer.from(salt, 'base64'),
    tagLength: tag.length,
  })
  return timingSafeEqual(made, tag)
}

/** The same password typed on another keyboard is the same bytes. */
function normal(password: string): string {
  return password.normalize('NFKC')
}

/** PHC strings carry base64 without padding. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
