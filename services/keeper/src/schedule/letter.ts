import type { Logger } from '@parlance/service-kit'
import { createTransport } from 'nodemailer'
import type { ServiceConfig } from '../config.ts'
import type { Notice } from './notice.ts'

/** Milliseconds without a word from the mail server after which it is given up. */
const silenceMs = 10_000

type Settings = Pick<ServiceConfig, 'ALERT_EMAIL_TO' | 'EDGE_SITE' | 'MAIL_FROM' | 'SMTP_URL'>

/** Writes a notice to whoever `ALERT_EMAIL_TO` names; a mail server that does not take it is logged, for nothing else depends on it. */
export async function writeLetter(
  { ALERT_EMAIL_TO, EDGE_SITE, MAIL_FROM, SMTP_URL }: Settings,
  { event, text, problems, version, at }: Notice,
  logger: Logger,
): Promise<void> {
  if (ALERT_EMAIL_TO === undefined || SMTP_URL === undefined) return
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: silenceMs,
    greetingTimeout: silenceMs,
    socketTimeout: silenceMs,
    dnsTimeout: silenceMs,
  } as Parameters<typeof createTransport>[0])
  const site = EDGE_SITE === '' ? '' : ` of ${EDGE_SITE}`
  try {
    await transport.sendMail({
      from: MAIL_FROM ?? 'Parlance <noreply@localhost>',
      to: ALERT_EMAIL_TO,
      subject: event === 'backup-failing' ? `Backups${site} fail` : `Backups${site} work again`,
      text: [text, '', ...problems.map((problem) => `- ${problem}`), '', `Parlance ${version}, ${at}`].join(
        '\n',
      ),
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } catch (error) {
    logger.error({ err: error }, 'a notice could not be mailed')
  } finally {
    transport.close()
  }
}
