import { isLanguage, type Language } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import type { Role } from '../accounts/accounts.ts'
import { type By, conflictOf } from '../administration/changes.ts'
import { correctionEntries, type HotMemory } from '../translation-memory/translation-memory.ts'
import { plainText } from './caption-markup.ts'
import type { CaptionEdit, CaptionStore } from './caption-ports.ts'
import {
  type CaptionFormat,
  type CaptionLine,
  type CaptionSummary,
  type CaptionTrack,
  captionLimits,
  type ReadCaptions,
} from './captions.ts'
import { readCaptions } from './read-captions.ts'
import { reflow } from './reflow.ts'
import { partsOf } from './translate-captions.ts'
import { writeCaptions } from './write-captions.ts'

/** Who asks. */
export interface CaptionReader {
  readonly id: string
  readonly role: Role
}

/** What a file of captions came to. */
export interface UploadedCaptions extends Omit<ReadCaptions, 'cues'> {
  readonly track: CaptionTrack
}

/** Captions of videos: editors change them, and whoever brought the listing; who may see the listing reads them. */
export interface CaptionDesk {
  /** @throws Problem `not-found` */
  list(videoId: string, reader: CaptionReader | undefined): Promise<CaptionSummary[]>
  /** @throws Problem `not-found` */
  get(videoId: string, language: Language, reader: CaptionReader | undefined): Promise<CaptionTrack>
  /** A language as a file, set so that it can be read. @throws Problem `not-found` */
  file(
    videoId: string,
    language: Language,
    format: CaptionFormat,
    reader: CaptionReader | undefined,
  ): Promise<string>
  /**
   * Takes a file (SubRip, WebVTT) in the place of what the language has. The first of a video is its original, of which the other
   * languages are translated; a later one in another language is a text of its own, which no machine changes.
   *
   * @throws Problem `not-found`, `invalid` with each fault at its line, `too-large`
   */
  upload(
    videoId: string,
    language: Language,
    file: Uint8Array,
    by: By & CaptionReader,
  ): Promise<UploadedCaptions>
  /**
   * Says what captions read; their times stay. An editor's correction of a translation is remembered for other texts too.
   *
   * @throws Problem `not-found`, `invalid`, `aborted` with what there is now
   */
  edit(videoId: string, language: Language, edit: CaptionEdit, by: By & CaptionReader): Promise<CaptionTrack>
  /** @throws Problem `not-found` */
  remove(videoId: string, language: Language, by: By & CaptionReader): Promise<void>
}

const isEditor = (reader: CaptionReader | undefined) => reader?.role === 'editor' || reader?.role === 'admin'

export function createCaptionDesk({
  store,
  hot,
}: {
  readonly store: CaptionStore
  readonly hot: HotMemory
}): CaptionDesk {
  /** Whoever may not even see a video is told that there is none. */
  const standing = async (videoId: string, reader: CaptionReader | undefined) => {
    const video = await store.video(videoId, reader?.id)
    const may = isEditor(reader) || (video?.own ?? false)
    if (!video || !(may || video.listed)) throw new Problem('not-found', 'There is no such video.')
    return { may }
  }
  const changing = async (videoId: string, reader: CaptionReader) => {
    const { may } = await standing(videoId, reader)
    if (may) return
    throw new Problem(
      'forbidden',
      'Only editors, and who brought the listing, change captions of its videos.',
    )
  }
  const found = async (videoId: string, language: Language) => {
    const track = await store.find(videoId, language)
    if (!track) throw new Problem('not-found', `The video has no captions in "${language}".`)
    return track
  }

  return {
    list: async (videoId, reader) => {
      await standing(videoId, reader)
      return store.list(videoId)
    },

    get: async (videoId, language, reader) => {
      await standing(videoId, reader)
      return found(videoId, language)
    },

    file: async (videoId, language, format, reader) => {
      await standing(videoId, reader)
      const { lines } = await found(videoId, language)
      return writeCaptions(reflow(lines), format)
    },

    upload: async (videoId, language, file, by) => {
      await changing(videoId, by)
      const { cues, ...read } = readCaptions(file)
      const replaced = await store.replace(videoId, language, cues, by)
      if (!replaced) throw new Problem('not-found', 'There is no such video.')
      return { ...read, track: await found(videoId, language) }
    },

    edit: async (videoId, language, { revision, lines }, by) => {
      await changing(videoId, by)
      const clean = lines.map(({ place, text }) => ({ place, text: cleanLine(text, place) }))
      const forgotten: string[] = []
      const result = await store.edit(
        videoId,
        language,
        { revision, lines: clean },
        by,
        (source, corrected) => {
          if (!isEditor(by) || !isLanguage(source)) return []
          const entries = corrected.flatMap((line) => entriesOf(line, source, language))
          forgotten.push(...entries.map(({ segmentHash }) => segmentHash))
          return entries
        },
      )
      if (!result) throw new Problem('not-found', `The video has no captions in "${language}".`)
      if (result === 'no-such-line') throw new Problem('invalid', 'There is no caption at one of the places.')
      if ('conflict' in result) throw conflictOf(result.conflict, { revision, lines })
      if (forgotten.length > 0) await hot.forget(forgotten)
      return result.saved
    },

    remove: async (videoId, language, by) => {
      await changing(videoId, by)
      if (await store.remove(videoId, language, by)) return
      throw new Problem('not-found', `The video has no captions in "${language}".`)
    },
  }
}

/** What somebody typed as a caption can be shown and written to a file: an arrow is what parts two times there. */
function cleanLine(given: string, place: number): string {
  const text = plainText(given.replaceAll('-->', '→'), 'srt')
  if (text === '') throw new Problem('invalid', `The caption at place ${place} says nothing.`)
  if (text.length <= captionLimits.characters) return text
  throw new Problem(
    'invalid',
    `The caption at place ${place} has more than ${captionLimits.characters} characters.`,
  )
}

/** What a corrected line teaches, in the pieces that it is translated in; nothing where they do not correspond. */
function entriesOf({ sourceText, text }: CaptionLine, source: Language, target: Language) {
  const from = partsOf(sourceText ?? '')
  const to = from.length > 1 ? partsOf(text) : [text.replaceAll('\n', ' ')]
  if (from.length !== to.length) return []
  return from.flatMap((part, index) => {
    const translated = to[index] ?? ''
    return part === '' || translated === ''
      ? []
      : correctionEntries({ source, target, text: part, translated })
  })
}
