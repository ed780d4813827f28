'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { CaptionList, Video } from '../../api/rest-types.ts'
import { useCall } from '../../api/use-call.ts'
import { useSiteConfig } from '../../components/site-config.tsx'
import { useLoaded } from '../../components/use-loaded.ts'
import { isLanguage, type Language, languages } from '../../i18n/languages.ts'
import { CaptionEditor } from './caption-editor.tsx'
import { CaptionLanguages } from './caption-languages.tsx'
import { CaptionTranscribe } from './caption-transcribe.tsx'
import { CaptionUpload } from './caption-upload.tsx'
import { playableVideo } from './playable-video.ts'
import type { PlayerHandle } from './player.tsx'

const loadPlayer = () => import('./player.tsx')
/** Milliseconds between two looks while the original is being translated. */
const lookMs = 3_000
/** How often, after a file was sent, it is looked for languages that are not there yet: what nothing translates never comes. */
const mostLooks = 40

/** The captions of a video beside it: files in and out, and each line. */
export function CaptionDesk({ video, first }: { readonly video: Video; readonly first: CaptionList }) {
  const t = useTranslations('videos')
  const { apiUrl } = useSiteConfig()
  const page = useLocale() as Language
  const call = useCall()
  const [list, setList] = useState(first.items)
  const [language, setLanguage] = useState<Language | undefined>(() => firstLanguage(first, page))
  const handle = useRef<PlayerHandle>(null)
  const [time, setTime] = useState(0)
  const Player = useLoaded(loadPlayer, true)
  const path = { id: video.id }
  const refresh = useCallback(async () => {
    const asked = call((api) =>
      api.GET('/api/v1/videos/{id}/captions', { params: { path: { id: video.id } } }),
    )
    await asked.then(
      ({ items }) => setList(items),
      () => {},
    )
  }, [call, video.id])
  const [looks, setLooks] = useState(0)
  const stale = list.some((one) => one.stale)
  const expected = looks > 0 && list.length < languages.length
  useEffect(() => {
    if (!stale && !expected) return
    const timer = setInterval(() => {
      setLooks((left) => Math.max(0, left - 1))
      void refresh()
    }, lookMs)
    return () => clearInterval(timer)
  }, [stale, expected, refresh])
  // Files of captions are kept by browsers for a while: a new revision is another address.
  const playable = useMemo(() => {
    const captions = list.map(({ language, origin, revision }) => ({
      language,
      origin,
      url: `/api/v1/videos/${video.id}/captions/${language}/file?format=vtt&revision=${revision}`,
    }))
    return playableVideo({ ...video, captions }, apiUrl)
  }, [video, list, apiUrl])
  const chosen = list.find((one) => one.language === language)
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="grid gap-6 lg:sticky lg:top-20">
        {playable ? (
          <div
            className="overflow-hidden rounded-lg border-2 border-ink bg-card"
            style={{ minBlockSize: '4.75rem' }}
          >
            {Player ? (
              <Player
                video={playable}
                handle={handle}
                onTime={setTime}
                {...(language ? { captions: language } : {})}
              />
            ) : (
              <div
                className="w-full bg-black"
                style={{ aspectRatio: `${playable.width} / ${playable.height}` }}
              />
            )}
          </div>
        ) : (
          <p role="status">{t(`states.${video.state}`)}</p>
        )}
        <CaptionLanguages
          id={video.id}
          items={list}
          chosen={language}
          onChoose={setLanguage}
          onChanged={refresh}
        />
        <CaptionTranscribe
          first={video}
          onWritten={() => {
            setLooks(mostLooks)
            void refresh()
          }}
        />
        <CaptionUpload
          id={video.id}
          taken={list.map((one) => one.language)}
          onSent={async (sent) => {
            await refresh()
            setLooks(mostLooks)
            setLanguage(sent)
          }}
        />
      </div>
      {chosen && language && (
        <CaptionEditor
          key={language}
          path={{ ...path, lang: language }}
          // What a machine is still at is read again when it is done.
          revision={chosen.revision}
          time={time}
          player={handle}
          onSaved={refresh}
        />
      )}
    </div>
  )
}

/** The original first: it is what people mend before anything is translated again. */
function firstLanguage({ items }: CaptionList, page: Language): Language | undefined {
  const found =
    items.find(({ origin }) => origin === 'original') ??
    items.find(({ language }) => language === page) ??
    items[0]
  return isLanguage(found?.language) ? found.language : undefined
}
