import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { noteFile, type PreviewNote, readNotes } from '../../../packages/preview-gateway/src/note.ts'
import { type Origin, parseOrigin } from '../core/addresses.ts'
import type { Context } from '../core/context.ts'
import { checkoutKey, stateRoot } from '../core/instance.ts'
import { newSecret } from '../core/new-secret.ts'
import { firstOffset, instanceSlots, portStride } from '../core/topology.ts'
import type { Project } from '../docker/compose-commands.ts'
import { gatewayLabel } from '../docker/object-commands.ts'
import type { Behind } from '../docker/production-project.ts'

/** Moved as instances are. No port of any instance is equal to it modulo the stride, so it collides with none. */
const firstPort = 8_010

/** The one gateway of a checkout: where it is, and what it is called. */
export interface GatewayFacts {
  /** Its state: notes of previews, and its secret. */
  folder: string
  notes: string
  /** Where it listens on this machine. */
  port: number
  bind: string
  /** Where visitors find it: a preview is a name before its host. */
  origin: Origin
  /** Compose's name of it, and the network that previews join. */
  project: string
  behind: Behind
  label: string
}

type Asker = Pick<Context, 'root' | 'config'>

/** What there is of a checkout's gateway and for all of its previews. */
export const gatewayFolder = (root: string): string => join(stateRoot(root), 'previews')

export function gatewayFacts({ root, config }: Asker): GatewayFacts {
  const key = checkoutKey(root)
  const folder = gatewayFolder(root)
  const { bind, port = ownPort(root), origin } = config.previews
  const project = `parlance-previews-${key}`
  return {
    folder,
    notes: join(folder, 'notes'),
    port,
    bind,
    // Every name under `localhost` is this machine, for browsers by themselves.
    origin: origin ?? (parseOrigin(`http://preview.localhost:${port}`) as Origin),
    project,
    behind: { network: `${project}_previews`, file: join(root, 'deploy', 'previews', 'preview.yml') },
    label: `${gatewayLabel}=${key}`,
  }
}

/** Follows from the checkout's place, so that it stays. */
function ownPort(root: string): number {
  const slot = createHash('sha256').update(`${root}\0previews`).digest().readUInt32BE(0) % instanceSlots
  return firstPort + firstOffset + slot * portStride
}

/** Where a preview is found. */
export const previewOrigin = (context: Asker, name: string): string => {
  const url = new URL(gatewayFacts(context).origin.origin)
  url.hostname = `${name}.${url.hostname}`
  return url.origin
}

const secretFile = ({ folder }: GatewayFacts) => join(folder, 'secret')

/** By what links are signed; undefined: there is no gateway yet. */
export function gatewaySecret(facts: GatewayFacts): string | undefined {
  return existsSync(secretFile(facts)) ? readFileSync(secretFile(facts), 'utf8').trim() : undefined
}

const siteFile = ({ folder }: GatewayFacts) => join(folder, 'site')

/** Where the site is whose editors may see previews that are for them. */
export const rememberSite = (facts: GatewayFacts, origin: string): void =>
  writeFileSync(siteFile(facts), `${origin}\n`)

/** Makes the gateway's folder, with a secret where there is none. */
export function prepareGateway(facts: GatewayFacts): void {
  // The gateway reads the notes as a user of its own.
  mkdirSync(facts.notes, { recursive: true, mode: 0o755 })
  if (gatewaySecret(facts) === undefined)
    writeFileSync(secretFile(facts), `${newSecret()}\n`, { mode: 0o600 })
}

/** With the gateway goes what was signed in its name: who has a link of before does not come to another preview by it. */
export function forgetSecret(facts: GatewayFacts): void {
  for (const file of [secretFile(facts), siteFile(facts)]) rmSync(file, { force: true })
}

/** The gateway and its filter, as Compose runs them. @param image with its tag */
export function gatewayProject(context: Context, image: string): Project {
  const facts = gatewayFacts(context)
  const { root, env, config } = context
  const socket = /^unix:\/\/(.+)$/.exec(env.DOCKER_HOST ?? '')?.[1]
  return {
    name: facts.project,
    folder: join(root, 'deploy'),
    files: [join(root, 'deploy', 'previews', 'gateway.yml')],
    env: {
      PARLANCE_PREVIEWS: checkoutKey(root),
      PARLANCE_PREVIEWS_IMAGE: image,
      PARLANCE_PREVIEWS_NOTES: facts.notes,
      ...(socket === undefined ? {} : { PARLANCE_DOCKER_SOCKET: socket }),
      PREVIEW_BIND: facts.bind,
      PREVIEW_PORT: String(facts.port),
      PREVIEW_ORIGIN: facts.origin.origin,
      PREVIEW_SITE: existsSync(siteFile(facts)) ? readFileSync(siteFile(facts), 'utf8').trim() : '',
      PREVIEW_IDLE: String(config.previews.idle),
      PREVIEW_MOST: String(config.previews.most),
      PREVIEW_SECRET: gatewaySecret(facts) ?? '',
    },
  }
}

/** Tells the gateway of a preview. The file comes into being whole: a new one takes the old one's place. */
export function writeNote(context: Asker, note: PreviewNote): void {
  const { notes } = gatewayFacts(context)
  mkdirSync(notes, { recursive: true, mode: 0o755 })
  const draft = join(notes, `.${note.name}.${process.pid}`)
  writeFileSync(draft, `${JSON.stringify(note)}\n`, { mode: 0o644 })
  renameSync(draft, join(notes, noteFile(note.name)))
}

export function readNote(context: Asker, name: string): PreviewNote | undefined {
  const { notes } = gatewayFacts(context)
  return existsSync(notes) ? readNotes(notes).get(name) : undefined
}

export function removeNote(context: Asker, name: string): void {
  const { notes } = gatewayFacts(context)
  // Who was killed while writing one has left a draft.
  const drafts = existsSync(notes) ? readdirSync(notes).filter((file) => file.startsWith(`.${name}.`)) : []
  for (const file of [noteFile(name), ...drafts]) rmSync(join(notes, file), { force: true })
}
