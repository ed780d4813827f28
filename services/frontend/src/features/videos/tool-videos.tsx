import { Play } from 'lucide'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '../../components/client-messages.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import type { PlayableVideo } from './playable-video.ts'
import { VideoSlot } from './video-slot.tsx'

/**
 * The videos of a listing that can be played; nothing where there is none. As the server sends it, each is its poster with a
 * link to a plain file, in the place that its player takes.
 */
export async function ToolVideos({ videos }: { readonly videos: readonly PlayableVideo[] }) {
  if (videos.length === 0) return null
  const t = await getTranslations('video')
  return (
    <section className="grid gap-5" aria-labelledby="videos" data-testid="tool-videos">
      <h2 id="videos" className="text-2xl">
        {t('title')}
      </h2>
      <ClientMessages names={['video']}>
        {videos.map((video) => (
          <VideoFrame key={video.id} video={video} />
        ))}
      </ClientMessages>
    </section>
  )
}

/** A video in its frame. Give it the texts of `video`. */
export async function VideoFrame({ video }: { readonly video: PlayableVideo }) {
  const t = await getTranslations('video')
  const { name, width, height, poster, fallback } = video
  return (
    <div className="overflow-hidden rounded-lg border-2 border-ink bg-card">
      <VideoSlot video={video}>
        <div
          className="relative max-h-[min(34rem,80svh)] w-full bg-black"
          style={{ aspectRatio: `${width} / ${height}` }}
        >
          <a href={fallback ?? undefined} data-play className="block size-full" data-testid="video-poster">
            {poster && (
              // biome-ignore lint/performance/noImgElement: posters come in one size; the optimizer is left out of the image
              <img
                src={poster}
                alt=""
                width={width}
                height={height}
                loading="lazy"
                decoding="async"
                className="size-full object-contain"
              />
            )}
            <span className="absolute inset-0 grid place-items-center">
              <Icon
                of={Play}
                className="box-content size-9 rounded-full bg-sun fill-current p-[1.1rem] text-on-sun"
              />
            </span>
            <span className="sr-only">{t('watch', { name })}</span>
          </a>
        </div>
        {/* As high as the controls that come in its place. */}
        <p className="flex h-21 items-center border-t-2 border-ink px-4">
          {fallback && (
            <a href={fallback} className="ink-link text-sm" data-testid="video-file">
              {t('file')}
            </a>
          )}
        </p>
      </VideoSlot>
    </div>
  )
}
