import { getTranslations } from 'next-intl/server'
import type { Room } from '../../api/rest-types.ts'
import { type Language, languageNames, languages } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'
import type { RoomBarParts } from './room-bar.tsx'

/** What of the bar over a room never changes, or is the browser's own control. @param reading the language that is read in */
export async function roomBarParts(lang: Language, room: Room, reading: Language): Promise<RoomBarParts> {
  const t = await getTranslations('room')
  return {
    title: (
      <h1 className="line-clamp-2 text-2xl">
        <bdi>{room.title}</bdi>
      </h1>
    ),
    about: room.tool && (
      <a href={localPath(lang, `/tools/${room.tool.slug}`)} className="ink-link">
        <bdi>{t('aboutTool', { name: room.tool.name })}</bdi>
      </a>
    ),
    choices: (
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <label className="flex items-center gap-2">
          {t('readingIn')}
          <select
            defaultValue={reading}
            autoComplete="off"
            data-testid="reading-language"
            className="min-h-9 rounded-md border-2 border-ink bg-card px-2 font-semibold"
          >
            {languages.map((language) => (
              <option key={language} value={language} lang={language}>
                {languageNames[language]}
              </option>
            ))}
          </select>
        </label>
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            autoComplete="off"
            data-testid="show-originals"
            className="size-4 accent-(--ink)"
          />
          {t('showOriginals')}
        </label>
      </div>
    ),
  }
}
