import { ArrowDown, Languages, Users, WifiOff, X } from 'lucide'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { getMessages, getTranslations } from 'next-intl/server'
import { buttonClass } from '../../../../src/components/ui/button.tsx'
import { Icon } from '../../../../src/components/ui/icon.tsx'
import { metadataWithOutage, withOutage } from '../../../../src/features/outage/with-outage.tsx'
import { JoinFields } from '../../../../src/features/room/join-fields.tsx'
import { readingCookie, readingLanguage } from '../../../../src/features/room/preferences.ts'
import { renderedMessages } from '../../../../src/features/room/rendered-messages.ts'
import { roomBarParts } from '../../../../src/features/room/room-bar-parts.tsx'
import { RoomView } from '../../../../src/features/room/room-view.tsx'
import { newestMessages, readRoom } from '../../../../src/features/rooms/room-queries.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { pageMetadata } from '../../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language; slug: string }>
}

const icons = {
  users: <Icon of={Users} className="size-4" />,
  translated: <Icon of={Languages} className="size-3.5" />,
  offline: <Icon of={WifiOff} className="size-4 shrink-0" />,
  close: <Icon of={X} className="size-4" />,
  down: <Icon of={ArrowDown} className="size-4" />,
}

const overTheEnd = 'absolute bottom-4 left-1/2 -translate-x-1/2 shadow-md'
const looks = {
  older: buttonClass({ variant: 'quiet', size: 'sm' }),
  toEnd: buttonClass({ size: 'sm' }, overTheEnd),
  toUnread: buttonClass({ variant: 'sun', size: 'sm' }, overTheEnd),
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
  const [{ items, hasMore, change }, bar, t, texts] = await Promise.all([
    newestMessages(reading, room.slug),
    roomBarParts(lang, room, reading),
    getTranslations('room'),
    getMessages(),
  ])
  return (
    <RoomView
      room={room}
      reading={reading}
      history={{ items, hasMore, change }}
      rendered={renderedMessages(items, lang)}
      membersOnly={t.rich('membersOnly', {
        link: (text) => (
          <a href={localPath(lang, '/sign-in')} className="ink-link font-semibold">
            {text}
          </a>
        ),
      })}
      lang={lang}
      texts={texts.room}
      icons={icons}
      looks={looks}
      bar={bar}
      joinFields={<JoinFields />}
    />
  )
})
