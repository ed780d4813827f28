import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { siteKey } from '../../../packages/preview-gateway/src/access.ts'
import type { Context } from '../core/context.ts'
import { missingError } from '../core/errors.ts'
import type { Step } from '../core/steps.ts'
import { envFileName } from '../core/topology.ts'
import { envFolder, openProduction } from '../production/production-facts.ts'
import { secretOf } from './gateway.ts'
import { gatewayFacts, prepareGateway, rememberSite } from './gateway-facts.ts'

/** The same text of variables, with these values: one that is there is changed in its place. */
export function withVariables(text: string, values: Readonly<Record<string, string>>): string {
  let changed = text
  for (const [name, value] of Object.entries(values)) {
    const line = `${name}=${value}`
    const there = new RegExp(`^${name}=.*$`, 'm')
    changed = there.test(changed)
      ? changed.replace(there, () => line)
      : `${changed}${changed === '' || changed.endsWith('\n') ? '' : '\n'}${line}\n`
  }
  return changed
}

/**
 * Has the gateway and the site know each other, so that who is an editor of the site may see previews that are for them: the gateway is told
 * where the site is, and the site by what it signs.
 * @throws ManageError (missing) where this checkout has no site
 */
export async function siteSignInSteps(context: Context): Promise<Step[]> {
  const file = join(envFolder(context), envFileName('backend'))
  if (!existsSync(file)) {
    throw missingError('there is no site here whose editors could be let in', {
      hint: 'Make one: pnpm manage secrets:init, pnpm manage prod:up. Or hand out links: --access link',
    })
  }
  const { origin } = await openProduction(context)
  const facts = gatewayFacts(context)
  return [
    {
      summary: `have the gateway and ${origin.origin} know each other, by ${file}`,
      act() {
        prepareGateway(facts)
        rememberSite(facts, origin.origin)
        const text = readFileSync(file, 'utf8')
        const told = withVariables(text, {
          PREVIEW_ORIGIN: facts.origin.origin,
          PREVIEW_SITE_KEY: siteKey(secretOf(context)),
        })
        if (told === text) return
        writeFileSync(file, told, { mode: 0o600 })
        context.output.say(
          `${origin.origin} lets its editors in from its next release on: pnpm manage prod:up`,
        )
      },
    },
  ]
}
