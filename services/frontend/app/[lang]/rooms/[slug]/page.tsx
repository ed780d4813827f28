import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { ClientMessages } from '../../../../src/components/client-messages.tsx'
import { metadataWithOutage, withOutage } from '../../../../src/features/outage/with-outage.tsx'
import { treesOf } from '../../../../src/features/room/message-trees.ts'
import { readingCookie, readingLanguage } from '../../../../src/features/room/preferences.ts'
import { RoomView } from '../../../../src/features/room/room-view.tsx'
import { newestMessages, readRoom } from '../../../../src/features/rooms/room-queries.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { pageMetadata } from '../../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language; slug: string }>
}

export const generateMetadata = metadataWithOutage(async ({ params }: Props) => {
  const { lang, slug } = await params
  const room = await readRoom(lang, slug)
  if (!room) notFound()
  return pageMetadata({
    lang,
    path: `/rooms/${room.slug}`,
    title: room.title,
    description: room.description || room.title,
  })
})

export default withOutage(async function RoomPage({ params }: Props) {
  const { lang, slug } = await params
  const room = await readRoom(lang, slug)
  if (!room) notFound()
  const reading = readingLanguage((await cookies()).get(readingCookie)?.value, lang)
  const { items, hasMore, change } = await newestMessages(reading, room.slug)
  return (
    <ClientMessages names={['room']}>
      <RoomView room={room} reading={reading} history={{ items, hasMore, change }} trees={treesOf(items)} />
    </ClientMessages>
  )
})
