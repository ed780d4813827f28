import { languages } from '@parlance/contracts/languages'
import type { Client } from 'pg'
import { newId } from '../features/identifiers.ts'
import { filesOf, type SeedVideo } from './seed-video-files.ts'

/**
 * Adds the sample videos of listings that are new, with what was made of them and their captions. Their files come from
 * whoever serves them: the backend puts them among its assets when it starts.
 *
 * @param added ids of listings
 */
export async function seedVideos(
  client: Client,
  videos: readonly SeedVideo[],
  added: readonly string[],
): Promise<void> {
  for (const video of videos) {
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM "Tool" WHERE slug = $1 AND id = ANY($2::uuid[])',
      [video.tool, added],
    )
    if (rows[0]) await seedVideo(client, rows[0].id, video)
  }
}

async function seedVideo(client: Client, toolId: string, video: SeedVideo): Promise<void> {
  const { made, source, poster, storyboard } = video
  const id = newId()
  const sizes = new Map([
    [poster.key, [made.posterWidth, made.posterHeight]],
    ...made.renditions.map(
      ({ width, height }, index) => [video.media[index]?.key ?? '', [width, height]] as const,
    ),
  ] as [string, number[]][])
  const assets = filesOf(video).map(({ key, bytes }) => {
    const [width = 0, height = 0] = sizes.get(key) ?? []
    const mediaType = key.endsWith('.webp') ? 'image/webp' : 'application/octet-stream'
    return { key, bytes, mediaType, width, height }
  })
  await client.query(
    `INSERT INTO "Asset" (key, "mediaType", width, height, bytes, palette)
     SELECT key, "mediaType", width, height, bytes, '{}'
     FROM jsonb_to_recordset($1) AS r(key text, "mediaType" text, width int, height int, bytes int)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(assets)],
  )
  const sha256 = source.key.replace('/', '').replace('.source', '')
  await client.query(
    `INSERT INTO "Video" (id, "toolId", name, state, bytes, sha256, "sourceKey", seconds, width, height, loudness,
       "posterKey", "storyboardKey", storyboard)
     VALUES ($1, $2, $3, 'ready', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[id, toolId, video.name, source.bytes, sha256, source.key, made.seconds, made.width, made.height],
      ...[made.loudness?.integrated ?? null, poster.key, storyboard.key, made.storyboard],
    ],
  )
  const renditions = made.renditions.map((rendition, index) => ({
    ...rendition,
    mediaKey: video.media[index]?.key,
    bytes: video.media[index]?.bytes,
  }))
  await client.query(
    `INSERT INTO "VideoRendition" ("videoId", rung, "mediaKey", bytes, playlist, seconds, width, height, codecs, "frameRate",
       "peakBitsPerSecond", "averageBitsPerSecond", "encodingSeconds")
     SELECT $1, rung, "mediaKey", bytes, playlist, seconds, width, height, codecs, "frameRate", "peakBitsPerSecond",
       "averageBitsPerSecond", 0
     FROM jsonb_to_recordset($2) AS r(rung text, "mediaKey" text, bytes int, playlist text, seconds float8, width int,
       height int, codecs text, "frameRate" float8, "peakBitsPerSecond" int, "averageBitsPerSecond" int)`,
    [id, JSON.stringify(renditions)],
  )
  await client.query(
    `INSERT INTO "Caption" ("videoId", language, origin)
     SELECT $1, language, CASE language WHEN 'en' THEN 'original' ELSE 'uploaded' END FROM unnest($2::text[]) AS language`,
    [id, languages],
  )
  const lines = languages.flatMap((language) =>
    video.captions.map(({ startMs, endMs, texts }, place) => ({
      ...{ language, place, startMs, endMs },
      text: texts[language],
    })),
  )
  await client.query(
    `INSERT INTO "CaptionLine" ("videoId", language, place, "startMs", "endMs", text)
     SELECT $1, language, place, "startMs", "endMs", text
     FROM jsonb_to_recordset($2) AS r(language text, place int, "startMs" int, "endMs" int, text text)`,
    [id, JSON.stringify(lines)],
  )
}
