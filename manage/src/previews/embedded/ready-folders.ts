import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { newSecret } from '../../core/new-secret.ts'
import type { Step } from '../../core/steps.ts'
import {
  copyDataSteps,
  embeddedVersion,
  placeFolders,
  readyDataSteps,
} from '../../engines/embedded/copied-database.ts'
import { findPostgres } from '../../engines/embedded/postgres-home.ts'
import type { PostgresPlan } from '../../engines/embedded/stack-types.ts'
import type { DeployLock } from '../../production/rollout/deploy-lock.ts'
import { gatewayFacts } from '../gateway-facts.ts'
import { lockReady } from '../preview-locks.ts'
import {
  chooseReady,
  forgetReady,
  isExact,
  keptReady,
  type ReadyContent,
  type ReadyDatabase,
  readReady,
  readyVolume,
  wantedContent,
  writeReady,
} from '../ready-database.ts'

/** Listings of a large seed take minutes to make, once. */
const makeMs = 3_600_000

/** A ready database in a folder: its server's owner has a password of its own, which the copy loses. */
interface ReadyFolder extends ReadyDatabase {
  password: string
}

type Asker = Pick<Context, 'root' | 'config'>

const folderIn = (context: Asker) => join(gatewayFacts(context).folder, 'ready-folders')
/** Its name tells it apart, too, where its data lies outside of the checkout. */
const placeIn = (context: Asker, name: string) => findPostgres(join(folderIn(context), name), name)
const readFolders = (context: Asker) => readReady(context, 'ready-folders') as ReadyFolder[]

/** What a new preview of processes begins with. */
export interface FolderCopy {
  steps: Step[]
  /** The password that the copy's owner has until it gets this preview's own. */
  password(): string
}

export interface FolderRequest {
  /** Of the preview's sources. */
  root: string
  size: number
  postgres: PostgresPlan
  /** Folder of what the server says while a ready one is made. */
  logs: string
  /** Stands in the environment of its processes. */
  mark: string
}

/**
 * The database of a new preview as a copy of a ready one: its server's folder of data, as it is for previews in Docker. One that is not
 * there is made first, and stays.
 */
export function folderCopy(
  context: Context,
  { root, size, postgres, logs, mark }: FolderRequest,
): FolderCopy {
  const wanted: ReadyContent = { ...wantedContent(context, root, size), image: embeddedVersion() }
  const there = () =>
    new Set(
      readFolders(context).flatMap(({ volume }) =>
        existsSync(placeIn(context, volume).home.data) ? [volume] : [],
      ),
    )
  const find = () => chooseReady(readFolders(context), wanted, there()) as ReadyFolder | undefined
  const found = find()
  // A branch's own migrations are applied to the copy; the checkout's own are worth a ready database.
  const own =
    JSON.stringify(wantedContent(context, context.root, 0).migrations) === JSON.stringify(wanted.migrations)
  const usable = found && (isExact(found, wanted) || !own) ? found : undefined
  if (usable) {
    return {
      steps: copySteps(context, usable, postgres),
      password: () => usable.password,
    }
  }
  const volume = readyVolume(context, wanted)
  const made: ReadyFolder = { ...wanted, volume, used: '', password: newSecret() }
  const { home, prepare } = placeIn(context, volume)
  let lock: DeployLock | undefined
  const isMissing = {
    words: 'if nobody has made it meanwhile',
    holds: () => lock !== undefined && !there().has(volume),
  }
  const plan = { ...postgres, ...home, password: made.password }
  const making: Step[] = [
    {
      summary: 'clear away one that cannot be used',
      act() {
        rmSync(home.data, { recursive: true, force: true })
        // Says that there may be something of it, wherever its data lies.
        mkdirSync(join(folderIn(context), volume), { recursive: true })
      },
    },
    ...prepare,
    ...readyDataSteps(plan, { logs, root, size, mark }),
    {
      summary: `remember it, and let those go that were not used for longest (${keptReady} are kept)`,
      act: () => remember(context, made),
    },
  ]
  let missing = false
  return {
    steps: [
      {
        summary: `see whether somebody else is making ${volume}, and wait for that`,
        async act() {
          lock = await lockReady(context, volume, makeMs)
          missing = isMissing.holds()
        },
      },
      ...making.map((step) => ({ ...step, onlyIf: { words: isMissing.words, holds: () => missing } })),
      {
        summary: 'and its data, where it is not whole',
        act: () => removeFolder(context, volume),
        always: true,
        onlyIf: { words: 'if that failed', holds: () => missing && !there().has(volume) },
      },
      { summary: 'let others at it', act: () => lock?.release(), always: true },
      ...copySteps(context, made, postgres),
    ],
    password: () => readFolders(context).find((one) => one.volume === volume)?.password ?? made.password,
  }
}

const copySteps = (context: Context, ready: ReadyFolder, postgres: PostgresPlan): Step[] => [
  {
    // Before it is: others let those go that were not used for longest.
    summary: 'remember that it is used',
    act() {
      const record = readFolders(context).find((one) => one.volume === ready.volume)
      if (record) writeReady(context, { ...record, used: new Date().toISOString() }, 'ready-folders')
    },
  },
  ...copyDataSteps(placeIn(context, ready.volume).home.data, postgres),
]

function removeFolder(context: Context, volume: string): void {
  for (const path of placeFolders(join(folderIn(context), volume), volume))
    rmSync(path, { recursive: true, force: true })
}

/** Writes down one that is whole, and takes those away that were not used for longest. */
function remember(context: Context, made: ReadyFolder): void {
  writeReady(context, { ...made, used: new Date().toISOString() }, 'ready-folders')
  for (const { volume } of readFolders(context).slice(keptReady)) {
    forgetReady(context, volume, 'ready-folders')
    removeFolder(context, volume)
  }
}

/** Every folder of ready databases of a checkout, also of those that are half made, with what lies outside of it. */
export function readyFolders(context: Asker): string[] {
  const folder = folderIn(context)
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return names.flatMap(({ name }) => placeFolders(join(folder, name), name))
}
