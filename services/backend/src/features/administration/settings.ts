import type { By } from './changes.ts'

/** What administrators set while the site runs. */
export interface Settings {
  /** Whether what people submit is listed at once, or waits for an editor. */
  readonly submissions: 'open' | 'review'
}

export interface SettingsDesk {
  get(): Promise<Settings>
  set(change: Partial<Settings>, by: By): Promise<Settings>
}
