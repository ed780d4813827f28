/** A letter of ours, as plain text. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** What carries letters out of the process. */
export interface Mailer {
  /** Whether letters can be sent at all; false where no mail server is configured. */
  readonly available: boolean
  /** Hands a letter over, within half a minute. @throws Error where it was not taken */
  send(mail: Mail): Promise<void>
}
