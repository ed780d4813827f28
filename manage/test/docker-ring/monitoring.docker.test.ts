import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { besideImages } from '../../src/core/config.ts'
import { checkout, docker, noDocker } from '../support/docker-ring.ts'

const { prometheus, alertmanager } = besideImages

/** Runs a program of an image once, with our files where its container finds them. */
const once = (image: string, folder: string, words: readonly string[], env: Record<string, string> = {}) =>
  docker(
    ...['run', '--rm', '--network', 'none', '--read-only', '--tmpfs', '/tmp:mode=1777', '--cap-drop', 'ALL'],
    ...['--volume', `${join(checkout, 'deploy', folder)}:/etc/${folder}:ro`],
    ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...['--entrypoint', words[0] ?? '', image, ...words.slice(1)],
  )

describe.skipIf(noDocker)(`what watches${noDocker ? ` (skipped: ${noDocker})` : ''}`, () => {
  test('Prometheus takes its configuration, and every rule', async () => {
    const { code, stdout, stderr } = await once(prometheus, 'prometheus', [
      ...['promtool', 'check', 'config', '/etc/prometheus/prometheus.yml'],
    ])
    expect(`${stdout}${stderr}`).not.toMatch(/FAILED|error/i)
    expect(stdout).toContain('2 rule files found')
    expect(code).toBe(0)
  })

  test('each alert fires when it should, with the words it should have, and ceases', async () => {
    const { code, stdout, stderr } = await once(prometheus, 'prometheus', [
      ...['promtool', 'test', 'rules', '/etc/prometheus/tests/alerts.yml'],
    ])
    expect(`${stdout}${stderr}`).not.toContain('FAILED')
    expect(code).toBe(0)
  })

  describe('Alertmanager', () => {
    /** The configuration that its environment gives, which its own tool must take. */
    const written = async (env: Record<string, string>) => {
      const script =
        'sh /etc/alertmanager/start.sh && amtool check-config /tmp/a.yml >/tmp/said 2>&1 || { cat /tmp/said >&2; exit 1; }; cat /tmp/a.yml'
      return once(alertmanager, 'alertmanager', ['sh', '-c', script], {
        PARLANCE_ONLY_WRITE: '/tmp/a.yml',
        ...env,
      })
    }

    test('with nothing set keeps what fires, and has nobody to fail to tell', async () => {
      const { code, stdout } = await written({ ALERT_WEBHOOK_URL: '', ALERT_EMAIL_TO: '', SMTP_URL: '' })
      expect(code).toBe(0)
      expect(stdout).toContain('name: operator')
      expect(stdout).not.toMatch(/webhook_configs|email_configs/)
    })

    test('tells a webhook and people by mail, whatever signs their addresses hold', async () => {
      const { code, stdout, stderr } = await written({
        ALERT_WEBHOOK_URL: "https://hooks.example/a?b='c&d=$e",
        ALERT_EMAIL_TO: 'one@example.org, two@example.org',
        SMTP_URL: 'smtp://us%40er:p%27a%24s%3As@mail.example',
        PARLANCE_SITE: 'parlance.example',
      })
      expect(stderr).toBe('')
      expect(code).toBe(0)
      for (const line of [
        "- url: 'https://hooks.example/a?b=''c&d=$e'",
        "- to: 'one@example.org, two@example.org'",
        "from: 'noreply@parlance.example'",
        "smarthost: 'mail.example:587'",
        "auth_username: 'us@er'",
        "auth_password: 'p''a$s:s'",
        'require_tls: true',
      ]) {
        expect(stdout).toContain(line)
      }
    })

    test.each([
      ['smtps://mail.example', "smarthost: 'mail.example:465'"],
      ['smtp://relay:25/?pool=true', "smarthost: 'relay:25'"],
      ['smtp://relay:25', 'require_tls: false'],
      ['smtp://user:word@relay:25', 'require_tls: true'],
    ])('from %s reads %s', async (SMTP_URL, line) => {
      const { code, stdout } = await written({ ALERT_EMAIL_TO: 'one@example.org', SMTP_URL })
      expect(code).toBe(0)
      expect(stdout).toContain(line)
    })

    test.each([
      [{ ALERT_WEBHOOK_URL: 'hooks.example' }, 'ALERT_WEBHOOK_URL must be an address'],
      [{ ALERT_EMAIL_TO: 'one@example.org' }, 'SMTP_URL no server that sends it'],
    ])('does not start with %j, and says why', async (env, words) => {
      const { code, stderr } = await written(env)
      expect(code).not.toBe(0)
      expect(stderr).toContain(words)
    })
  })
})
