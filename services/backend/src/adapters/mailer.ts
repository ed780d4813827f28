import { isIP } from 'node:net'
import type { Logger } from '@parlance/service-kit'
import { createTransport } from 'nodemailer'
import type { Mailer } from '../features/accounts/mailer-port.ts'

/** Milliseconds that a letter has: a mail server that hangs holds no worker for longer. */
const deadlineMs = 30_000
const silenceMs = 10_000

/** Where letters go, and from whom they are. */
export interface MailerOptions {
  /** smtp://user:password@host:587 or smtps://…; undefined = there is no mail server. */
  readonly smtpUrl: string | undefined
  /** From whom letters are; undefined = noreply at the site's host. */
  readonly from: string | undefined
  readonly siteUrl: string
  /** Without a mail server letters are written into the log, for developers to read. */
  readonly development: boolean
  readonly logger: Pick<Logger, 'info'>
}

/** Letters by SMTP; into the log of a developer's machine without a mail server; nowhere in production without one. */
export function createMailer(options: MailerOptions): Mailer & { close(): void } {
  const { smtpUrl, siteUrl, development, logger } = options
  if (smtpUrl === undefined) {
    return {
      available: development,
      send: async (mail) => {
        if (!development) throw new Error('no mail server is configured (SMTP_URL)')
        logger.info({ to: mail.to, subject: mail.subject, text: mail.text }, 'mail, which nobody sends here')
      },
      close: () => {},
    }
  }
  const { hostname } = new URL(siteUrl)
  const from = options.from ?? `Parlance <noreply@${isIP(hostname) ? 'localhost' : hostname}>`
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: silenceMs,
    greetingTimeout: silenceMs,
    socketTimeout: silenceMs,
    dnsTimeout: silenceMs,
  } as Parameters<typeof createTransport>[0])
  return {
    available: true,
    send: async ({ to, subject, text }) => {
      const late = Promise.withResolvers<never>()
      const timer = setTimeout(
        () => late.reject(new Error('the mail server did not answer in time')),
        deadlineMs,
      )
      try {
        const sending = transport.sendMail({
          from,
          // As an object: an address is never read as a list of several.
          to: { name: '', address: to },
          subject,
          text,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        await Promise.race([sending, late.promise])
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => transport.close(),
  }
}
