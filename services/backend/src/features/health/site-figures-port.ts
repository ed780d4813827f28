/** What the database says of the site, for those who watch it. */
export interface SiteFigures {
  /** Seconds that the oldest job which could run has waited, by queue; 0 where none waits. */
  queueAges(): Promise<Readonly<Record<string, number>>>
  /** Published listings that have texts in a language, by language. */
  listings(): Promise<Readonly<Record<string, number>>>
}
