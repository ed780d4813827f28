import type { AccountRequests } from './accounts/account-requests.ts'
import type { Accounts } from './accounts/accounts.ts'
import type { ApiTokens } from './accounts/api-tokens.ts'
import type { Membership } from './accounts/membership.ts'
import type { Passkeys } from './accounts/passkeys.ts'
import type { SecondFactor } from './accounts/second-factor.ts'
import type { Administration } from './administration/administration.ts'
import type { CaptionDesk } from './captions/caption-desk.ts'
import type { Catalogue } from './catalogue/catalogue.ts'
import type { ListingCorrections } from './catalogue/corrections.ts'
import type { Chat } from './conversation/chat.ts'
import type { Conversation } from './conversation/conversation.ts'
import type { Moderation } from './conversation/moderation.ts'
import type { Health } from './health/health.ts'
import type { Batches } from './submissions/batches.ts'
import type { Submissions } from './submissions/submissions.ts'
import type { Translator } from './translate/translator-port.ts'
import type { Glossary } from './translation-memory/glossary.ts'
import type { TranslationMemory } from './translation-memory/translation-memory.ts'
import type { Transcripts } from './videos/transcripts.ts'
import type { VideoFetches } from './videos/video-fetches.ts'
import type { Videos } from './videos/video-uploads.ts'
import type { VideoViews } from './videos/video-views.ts'
import type { VideoWorkDesk } from './videos/video-work.ts'

/** What the backend can do, whoever asks. */
export interface Features {
  readonly accountRequests: AccountRequests
  readonly accounts: Accounts
  readonly administration: Administration
  readonly apiTokens: ApiTokens
  readonly batches: Batches
  readonly captions: CaptionDesk
  readonly catalogue: Catalogue
  readonly chat: Chat
  readonly conversation: Conversation
  readonly glossary: Glossary
  readonly health: Health
  readonly listingCorrections: ListingCorrections
  readonly membership: Membership
  readonly moderation: Moderation
  readonly passkeys: Passkeys
  readonly secondFactor: SecondFactor
  readonly submissions: Submissions
  readonly transcripts: Transcripts
  readonly translationMemory: TranslationMemory
  readonly translator: Translator
  readonly videos: Videos
  readonly videoFetches: VideoFetches
  readonly videoViews: VideoViews
  readonly videoWork: VideoWorkDesk
}
