import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dockerSays } from '../support/docker-ring.ts'
import type { RingSite } from './ring-site.ts'

interface Message {
  alerts: { status: string; labels: Record<string, string>; annotations: Record<string, string> }[]
}

/** The lines of an alert leave the machine: Alertmanager is the site's own. */
export function alertsOfTheSite({ manage }: RingSite): void {
  describe('an alert with the last lines', () => {
    const taken: Message[] = []
    let server: Server
    let url: string
    beforeAll(async () => {
      server = createServer((request, response) => {
        let body = ''
        request.on('data', (chunk) => {
          body += chunk
        })
        request.on('end', () => {
          taken.push(JSON.parse(body))
          response.end()
        })
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    })
    afterAll(() => {
      server.closeAllConnections()
      server.close()
    })

    const amtool = (...words: string[]) =>
      dockerSays(
        ...['exec', `parlance-${manage.instance}-alertmanager-1`, 'amtool'],
        ...['--alertmanager.url=http://127.0.0.1:9093', ...words],
      )
    const send = () => manage.json<{ sent: string[] }>('prod:alerts', '--send', '--webhook', url)

    test('is sent once, with the labels that Alertmanager has and what the container said', async () => {
      await amtool(
        ...['alert', 'add', 'alertname=Told', 'job=translation', 'severity=warning'],
        ...['--annotation=summary=it was told', '--annotation=command=pnpm manage prod:logs translation'],
      )
      await waitUntil('it fires', async () =>
        (await amtool('alert', 'query', 'alertname=Told')).includes('Told'),
      )
      const translation = await dockerSays(
        ...['ps', '--format', '{{.Names}}', '--filter', 'label=com.docker.compose.service=translation'],
        ...['--filter', `label=dev.parlance.production=${manage.instance}`],
      )
      const said = await dockerSays('logs', '--tail', '20', translation)
      expect(said).not.toBe('')
      expect((await send()).sent).toContain('Told')
      const [alert] = taken
        .flatMap(({ alerts }) => alerts)
        .filter(({ labels }) => labels.alertname === 'Told')
      expect(alert).toMatchObject({
        status: 'firing',
        labels: { alertname: 'Told', job: 'translation', severity: 'warning' },
        annotations: { summary: 'it was told', command: 'pnpm manage prod:logs translation' },
      })
      // What it has said since is below.
      expect(said.split('\n').filter((line) => alert?.annotations.lines?.includes(line))).not.toEqual([])
      expect((await send()).sent).not.toContain('Told')
    })
  })
}
