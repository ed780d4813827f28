'use client'

import { type ReactNode, useCallback, useRef, useState } from 'react'
import type { Room } from '../../api/rest-types.ts'
import { remember } from '../../components/remember.ts'
import type { Language } from '../../i18n/languages.ts'
import type { Messages } from '../../i18n/messages.ts'
import { isEditor } from '../auth/is-editor.ts'
import { useKnownSession } from '../auth/use-known-session.ts'
import { JoinForm } from './join-form.tsx'
import { MessageList, ToEndButton } from './message-list.tsx'
import { RenderedMessages } from './message-text.tsx'
import { readingCookie } from './preferences.ts'
import { RoomBar, type RoomBarParts } from './room-bar.tsx'
import type { NewestPage } from './room-client.ts'
import { RoomStatus } from './room-status.tsx'
import { type RoomIcons, type RoomLooks, RoomTexts, useRoomTexts } from './texts.tsx'
import { firstUnreadOf } from './timeline-view.ts'
import { useHistory } from './use-history.ts'
import { useRoom } from './use-room.ts'
import { useStickToEnd } from './use-stick-to-end.ts'
import { useUnread } from './use-unread.ts'
import { useWriter } from './use-writer.ts'

interface Props {
  readonly room: Room
  readonly reading: Language
  readonly history: NewestPage
  /** The messages of `history` that have marks, by their text. */
  readonly rendered: Readonly<Record<string, ReactNode>>
  readonly bar: RoomBarParts
  /** Says that only people with an account write here. */
  readonly membersOnly: ReactNode
  readonly lang: Language
  readonly texts: Messages['room']
  readonly icons: RoomIcons
  readonly looks: RoomLooks
  /** What a guest fills in to write. */
  readonly joinFields: ReactNode
}

/** A room: everyone writes in their own language and reads in their own. */
export function RoomView(props: Props) {
  return (
    <RoomTexts lang={props.lang} texts={props.texts} icons={props.icons} looks={props.looks}>
      <RenderedMessages value={props.rendered}>
        <LiveRoom {...props} />
      </RenderedMessages>
    </RoomTexts>
  )
}

function LiveRoom({ room, reading, bar, membersOnly, joinFields, history: firstPage }: Props) {
  const t = useRoomTexts()
  const session = useKnownSession()
  const writer = useWriter(session !== undefined)
  const [reader, setReader] = useState(reading)
  const [showOriginals, setShowOriginals] = useState(false)
  const [editing, setEditing] = useState<number>()
  const [joined, setJoined] = useState(false)
  const { client, state } = useRoom({
    room: room.slug,
    lang: reader,
    identity: session && `${session.user.id} ${session.expiresAt}`,
    history: firstPage,
    writer,
  })
  const history = useHistory(client, state, room.slug, reader)
  const list = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const { entries, me } = state.timeline
  const { atEnd, toEnd } = useStickToEnd(list, content, entries[0]?.seq)
  const unread = useUnread(client, entries, atEnd, me?.id)
  // What comes while somebody is here is new, and not unread: the line stands where it stood when they came.
  const arrival = useRef<{ line: number | undefined }>(undefined)
  if (state.readSeq !== undefined && !arrival.current) {
    arrival.current = { line: firstUnreadOf(entries, state.readSeq, me?.id) }
  }
  const mayWrite = session && (state.canWrite ?? (room.guests || session.user.role !== 'guest'))

  const read = (language: Language) => {
    if (language === reader) return
    setReader(language)
    remember(readingCookie, language)
  }
  const editLast = useCallback(() => {
    const own = client
      .getState()
      .timeline.entries.findLast((entry) => entry.author.id === me?.id && !entry.deleted)
    if (own) setEditing(own.seq)
  }, [client, me])

  return (
    <div
      data-testid="room"
      data-room=""
      data-phase={state.connection.phase}
      className="flex h-[calc(100dvh-3.875rem)] flex-col"
    >
      <RoomBar parts={bar} present={state.present} onReader={read} onShowOriginals={setShowOriginals} />
      <div className="relative min-h-0 grow">
        <div
          ref={list}
          role="log"
          aria-label={t('logLabel', { room: room.title })}
          aria-busy={history.changingLanguage}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by the keyboard
          tabIndex={0}
          className="h-full overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:-outline-offset-3"
        >
          {history.failed && (
            <div className="wrap max-w-4xl pt-4">
              <p role="alert" className="rounded-lg border-2 border-coral bg-coral-soft p-4">
                {t('historyFailed')}
              </p>
            </div>
          )}
          <MessageList
            content={content}
            client={client}
            writer={writer}
            state={state}
            reader={reader}
            showOriginals={showOriginals}
            editing={editing}
            moderates={isEditor(session?.user)}
            onEdit={setEditing}
            firstUnread={arrival.current?.line}
            history={history}
          />
        </div>
        {!atEnd && <ToEndButton unread={unread} onPress={toEnd} />}
      </div>
      <RoomStatus state={state} onDismiss={() => client.clearFault()} />
      <div className="border-t-2 border-line bg-paper">
        <div className="wrap max-w-4xl py-3">
          {mayWrite ? (
            // Whoever may write is never asked for a name, however long what they write with takes to come.
            <div aria-busy={!writer} className="min-h-20">
              {writer && (
                <writer.Composer
                  client={client}
                  name={session.user.name}
                  room={room.slug}
                  onEditLast={editLast}
                  onSaid={toEnd}
                  focused={joined}
                />
              )}
            </div>
          ) : state.muted ? (
            <p className="py-2 text-center" data-testid="muted-note">
              {t('mutedHere')}
            </p>
          ) : !room.guests ? (
            <p className="py-2 text-center" data-testid="members-only">
              {membersOnly}
            </p>
          ) : (
            <JoinForm fields={joinFields} reading={reader} onJoined={() => setJoined(true)} />
          )}
        </div>
      </div>
      {session && writer && <writer.KeepSession />}
    </div>
  )
}
