import { readdir, readFile } from 'node:fs/promises'
import type { Language } from '@parlance/contracts/languages'
import { prismaDir } from './migrations.ts'
import { readSeedVideos, type SeedVideo } from './seed-video-files.ts'

type InLanguages<T> = Readonly<Partial<Record<Language, T>>>

export interface SeedCategory {
  readonly slug: string
  readonly icon: string
  /** Words of every language that speak for it in a page; `*` at the end stands for any ending. */
  readonly keywords?: readonly string[]
  readonly translations: InLanguages<{ readonly name: string; readonly description: string }>
}

export interface SeedTag {
  readonly slug: string
  readonly keywords?: readonly string[]
  readonly translations: InLanguages<string>
}

export interface SeedTool {
  readonly slug: string
  readonly url: string
  readonly name: string
  readonly category: string
  readonly tags: readonly string[]
  readonly pricing: string
  readonly translations: InLanguages<{
    readonly tagline: string
    readonly overview: string
    readonly description: string
    readonly keyFeatures: readonly string[]
    readonly useCases: readonly string[]
  }>
}

export interface SeedRoom {
  readonly slug: string
  /** The listing whose room it is; absent: a room of its own, which has titles. */
  readonly tool?: string
  readonly guests: boolean
  readonly translations: InLanguages<{ readonly title: string; readonly description: string }>
  readonly messages: readonly {
    readonly author: string
    readonly lang: Language
    readonly body: string
    readonly translations: InLanguages<string>
  }[]
}

/** The sample catalogue as it is written by hand in prisma/seed. */
export interface SeedData {
  readonly categories: readonly SeedCategory[]
  readonly tags: readonly SeedTag[]
  readonly tools: readonly SeedTool[]
  readonly rooms: readonly SeedRoom[]
  readonly videos: readonly SeedVideo[]
  /** Text of all the files, for telling whether they changed. */
  readonly text: string
}

/** Reads the sample catalogue; a file that is not there is empty. @throws Error naming a file that is not JSON */
export async function readSeed(dir = `${prismaDir}seed/`): Promise<SeedData> {
  const texts: string[] = []
  const read = async <T>(name: string, fallback?: T): Promise<T> => {
    try {
      const text = await readFile(`${dir}${name}`, 'utf8')
      texts.push(text)
      return JSON.parse(text) as T
    } catch (error) {
      if (fallback !== undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return fallback
      throw new Error(`prisma/seed/${name} cannot be read: ${(error as Error).message}`, { cause: error })
    }
  }
  const categories = await read<SeedCategory[]>('categories.json', [])
  const tags = await read<SeedTag[]>('tags.json', [])
  const rooms = await read<SeedRoom[]>('rooms.json', [])
  const names = (await readdir(`${dir}tools`).catch(() => [])).filter((name) => name.endsWith('.json')).sort()
  const tools: SeedTool[] = []
  for (const name of names) tools.push(await read<SeedTool>(`tools/${name}`))
  const videos = await readSeedVideos(`${dir}videos/`)
  // Without the paths, which say something of this machine alone.
  for (const video of videos)
    texts.push(JSON.stringify(video, (name, value) => (name === 'path' ? undefined : value)))
  return { categories, tags, tools, rooms, videos, text: texts.join('\n') }
}
