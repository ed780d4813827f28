import type { components } from '@parlance/contracts/rest'

type Schemas = components['schemas']

/** The backend's own names for what it sends. */
export type Tool = Schemas['Tool']
export type ToolSummary = Schemas['ToolSummary']
export type ToolPage = Schemas['ToolPage']
export type TextOrigin = Schemas['TextOrigin']
export type Image = Schemas['Image']
export type Category = Schemas['Category']
export type Room = Schemas['Room']
export type Message = Schemas['Message']
export type MessagePage = Schemas['MessagePage']
export type Submission = Schemas['Submission']
export type SignedIn = Schemas['SignedIn']
export type User = Schemas['User']
export type AccountOptions = Schemas['AccountOptions']
export type Health = Schemas['Health']

export type AdminListing = Schemas['AdminListing']
export type AdminListingRow = Schemas['AdminListingRow']
export type AdminListingTexts = Schemas['AdminListingTexts']
export type AdminListingTranslation = Schemas['AdminListingTranslation']
export type AdminLanguageState = Schemas['AdminLanguageState']
export type AdminTerm = Schemas['AdminTerm']
export type AdminPerson = Schemas['AdminPerson']
export type AdminReport = Schemas['AdminReport']
export type AdminAuditEvent = Schemas['AdminAuditEvent']
