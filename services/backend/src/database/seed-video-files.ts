import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { Language } from '@parlance/contracts/languages'
import { prismaDir } from './migrations.ts'

/** A file of a sample video, as assets know it. */
export interface SeedFile {
  readonly path: string
  /** Under which it lies among the assets. */
  readonly key: string
  readonly bytes: number
}

/** What the video service made of a sample video: `scripts/make-sample-clips.ts` writes it. */
interface Made {
  readonly seconds: number
  readonly width: number
  readonly height: number
  readonly posterWidth: number
  readonly posterHeight: number
  /** WebVTT. */
  readonly storyboard: string
  readonly loudness: { readonly integrated: number } | null
  readonly renditions: readonly {
    readonly rung: string
    readonly playlist: string
    readonly seconds: number
    readonly width: number
    readonly height: number
    readonly codecs: string
    readonly frameRate: number
    readonly peakBitsPerSecond: number
    readonly averageBitsPerSecond: number
  }[]
}

/** A sample video, all of it ready made: no service and no job is needed to play it. */
export interface SeedVideo {
  /** Slug of its listing. */
  readonly tool: string
  readonly name: string
  readonly made: Made
  readonly captions: readonly {
    readonly startMs: number
    readonly endMs: number
    readonly texts: Readonly<Record<Language, string>>
  }[]
  readonly source: SeedFile
  readonly poster: SeedFile
  readonly storyboard: SeedFile
  /** In the order of `made.renditions`. */
  readonly media: readonly SeedFile[]
}

/** Reads the sample videos; where there are none, none. @throws Error naming a file that cannot be read */
export async function readSeedVideos(dir = `${prismaDir}seed/videos/`): Promise<SeedVideo[]> {
  const names = (await readdir(dir).catch(() => [])).sort()
  return Promise.all(names.map((name) => readSeedVideo(`${dir}${name}/`)))
}

async function readSeedVideo(folder: string): Promise<SeedVideo> {
  const json = async <T>(name: string) => JSON.parse(await readFile(`${folder}${name}`, 'utf8')) as T
  const made = await json<Made>('made.json')
  const [source, poster, storyboard, ...media] = await Promise.all([
    seedFile(`${folder}source.mp4`, 'source'),
    seedFile(`${folder}poster.webp`, 'webp'),
    seedFile(`${folder}storyboard.webp`, 'webp'),
    ...made.renditions.map(({ rung }) => seedFile(`${folder}${rung}.mp4`, 'mp4')),
  ])
  return {
    ...(await json<Pick<SeedVideo, 'tool' | 'name' | 'captions'>>('video.json')),
    made,
    source,
    poster,
    storyboard,
    media,
  }
}

/** @param ending of its key */
async function seedFile(path: string, ending: string): Promise<SeedFile> {
  const content = await readFile(path)
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { path, key: `${sha256.slice(0, 2)}/${sha256.slice(2)}.${ending}`, bytes: content.length }
}

/** Everything of a video that lies among the assets. */
export const filesOf = ({ source, poster, storyboard, media }: SeedVideo): readonly SeedFile[] => [
  source,
  poster,
  storyboard,
  ...media,
]
