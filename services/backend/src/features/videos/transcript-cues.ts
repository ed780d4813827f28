import { isLanguage, type Language, languages } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import { type Cue, captionLimits } from '../captions/captions.ts'
import { readCaptions } from '../captions/read-captions.ts'
import { reflow, setting } from '../captions/reflow.ts'
import { writeCaptions } from '../captions/write-captions.ts'
import type { HeardFilm } from './transcript-ports.ts'

const names = new Intl.DisplayNames(['en'], { type: 'language' })

/** The language that an engine names: "english", "en", "pt-BR". @throws Problem `precondition` where the site has none like it */
export function spokenLanguage(name: string | undefined): Language {
  const said = name?.trim().toLowerCase() ?? ''
  const code = said.split(/[-_]/)[0]
  const found = isLanguage(code) ? code : languages.find((each) => names.of(each)?.toLowerCase() === said)
  if (found) return found
  const detail =
    said === ''
      ? 'The engine does not say which language is spoken in the video: name it.'
      : `The engine hears “${said.slice(0, 40)}” in the video, which is no language of this site. If it is another one, name it.`
  throw new Problem('precondition', detail, { reason: 'spoken-language' })
}

/**
 * What was heard as captions, through all that a file of captions goes through. Segments that say nothing are left out; one with more
 * characters than a caption may have becomes several.
 *
 * @throws Problem `precondition` where nothing was said, or a time is none; `too-large`
 */
export function cuesOf(segments: HeardFilm['segments']): readonly Cue[] {
  const cues = segments.flatMap(({ start, end, text }): Cue[] => {
    const startMs = Math.round(Math.max(0, start) * 1_000)
    const endMs = Math.round(end * 1_000)
    // An arrow is what parts two times in a file.
    const said = text.replaceAll('-->', '→').replace(/\s+/g, ' ').trim()
    if (said === '') return []
    const cue = { startMs, endMs: endMs > startMs ? endMs : startMs + setting.leastMs, text: said }
    return said.length > captionLimits.characters ? reflow([cue]) : [cue]
  })
  if (cues.length === 0) {
    throw new Problem('precondition', 'Nothing is said in the video, as far as the engine hears.', {
      reason: 'nothing-said',
    })
  }
  return readCaptions(Buffer.from(writeCaptions(cues, 'srt'))).cues
}
