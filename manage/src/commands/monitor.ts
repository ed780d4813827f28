import { setTimeout as sleep } from 'node:timers/promises'
import { defineCommand } from '../core/command.ts'
import type { Context } from '../core/context.ts'
import type { Style } from '../core/output.ts'
import { openScreen } from '../core/screen.ts'
import { listPreviews, type PreviewStatus } from '../previews/list-previews.ts'
import { previewsText } from '../previews/previews-text.ts'
import {
  measureVolumes,
  readSite,
  type SiteReading,
  type Watch,
  watchSite,
} from '../production/monitor/read-site.ts'
import { siteText } from '../production/monitor/site-text.ts'

export const command = defineCommand({
  flags: {
    every: {
      type: 'integer',
      placeholder: 'seconds',
      minimum: 1,
      default: 2,
      summary: 'how long to wait between two looks',
    },
    once: { type: 'boolean', summary: 'look once, also on a terminal' },
  },
  examples: ['monitor', 'monitor --once', 'monitor --json'],
  async run(context, { flags }) {
    const watch = await watchSite(context)
    if (!flags.once && !context.output.json && process.stdout.isTTY) {
      await follow(context, watch, flags.every)
      return undefined
    }
    const [reading] = await Promise.all([readSite(watch), measureVolumes(watch)])
    return {
      ...reading,
      volumes: watch.volumes,
      previews: await previewsNow(context),
    } satisfies SiteReading & WithPreviews
  },
  text: (reading, style) => (reading ? wholeText(reading, style) : ''),
})

interface WithPreviews {
  /** Of this checkout, beside the site. */
  previews: readonly PreviewStatus[]
}

const previewsNow = (context: Context) => listPreviews(context).catch((): PreviewStatus[] => [])

const wholeText = ({ previews, ...reading }: SiteReading & WithPreviews, style: Style): string =>
  previews.length === 0
    ? siteText(reading, style)
    : `${siteText(reading, style)}\n\n${style.bold('previews')}\n${previewsText(previews, style)}`

/** Volumes are measured again after so many milliseconds: it keeps the daemon busy. */
const volumesEveryMs = 60_000

/** Paints the terminal until Ctrl-C. */
async function follow(context: Context, watch: Watch, everySeconds: number): Promise<void> {
  const { output, signal } = context
  const screen = openScreen(process.stdout)
  const hint = output.style.dim('Ctrl-C ends')
  let measured = Number.NEGATIVE_INFINITY
  // The first look may take a while on a busy machine; an empty screen would say nothing of it.
  screen.paint(`looking at ${watch.context.instance.name} …\n\n${hint}`)
  try {
    while (!signal.aborted) {
      if (performance.now() - measured > volumesEveryMs) {
        measured = performance.now()
        void measureVolumes(watch).catch(() => {})
      }
      const [reading, previews] = await Promise.all([readSite(watch), previewsNow(context)])
      screen.paint(`${wholeText({ ...reading, previews }, output.style)}\n\n${hint}`)
      await sleep(everySeconds * 1_000, undefined, { signal }).catch(() => {})
    }
  } finally {
    screen.close()
  }
}
