import { randomBytes } from 'node:crypto'
import { startJanitor } from './janitor.ts'
import { manageJson } from './manage.ts'

/** Where a running stack is; plain data, so that it can be handed to every test file. */
export interface StackAddress {
  /** The site, as a browser opens it. */
  readonly site: string
  readonly api: string
  /** The instance that the tests started and may hurt; undefined = somebody else's stack. */
  readonly instance?: string
  /** Where its pages were built, below the frontend's folder, for another stack of the tests to serve as well. */
  readonly distDir?: string
  /** Who runs the directory; undefined = the tests cannot sign in as anybody. */
  readonly administrator?: Credentials
}

export interface Credentials {
  readonly email: string
  readonly password: string
}

/** A stack of the tests' own. */
export interface OwnStack extends StackAddress {
  readonly instance: string
  /** Ends it and removes everything it kept. */
  close(): Promise<void>
}

export interface ServiceState {
  readonly name: string
  readonly state: string
  readonly address: string
  readonly pid?: number
  readonly memoryBytes?: number
  readonly restarts?: number
  readonly health?: { readonly status: string; readonly detail: unknown }
}

/** The same before anybody serves its pages. */
export type PagelessStack = Omit<OwnStack, 'site'>

interface UpReport {
  readonly addresses: Readonly<Record<string, string>>
  readonly administrator?: Credentials
}

/** A name for an instance that nobody else has. */
export const newInstance = () => `e2e-${randomBytes(4).toString('hex')}`

/**
 * Starts the whole product on the embedded engine as an instance that nobody else has, and waits until it is healthy.
 *
 * @param env what the services see beside this process's environment
 * @param instance a name that nobody else has
 * @throws Error with what `manage` said, after everything was removed again
 */
export const startStack = (
  env: Readonly<Record<string, string>> = {},
  instance = newInstance(),
): Promise<OwnStack> =>
  start([], env, instance, ({ frontend }) => {
    if (!frontend) throw new Error('dev:up names no address of the site')
    return { site: frontend }
  })

/** The same without pages, for whoever serves built ones: a development server of pages is most of the work of a start. */
export const startServices = (
  env: Readonly<Record<string, string>>,
  instance: string,
): Promise<PagelessStack> => start(['--without-frontend'], env, instance, () => ({}))

async function start<More>(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  instance: string,
  more: (addresses: UpReport['addresses']) => More,
): Promise<PagelessStack & More> {
  const janitor = startJanitor(instance)
  try {
    const up = ['dev:up', '--detach', ...words, '--engine', 'embedded', '--instance', instance]
    const { addresses, administrator } = await manageJson<UpReport>(up, { env })
    const { backend } = addresses
    if (!backend) throw new Error(`dev:up names no address of the backend: ${JSON.stringify(addresses)}`)
    return {
      ...more(addresses),
      instance,
      api: backend,
      ...(administrator ? { administrator } : {}),
      close: janitor.sweep,
    }
  } catch (error) {
    await janitor.sweep()
    throw error
  }
}

/** The parts of an instance as `manage dev:status` tells them. */
export async function servicesOf(instance: string): Promise<readonly ServiceState[]> {
  const status = await manageJson<{ services: readonly ServiceState[] }>([
    'dev:status',
    '--engine',
    'embedded',
    '--instance',
    instance,
  ])
  return status.services
}
