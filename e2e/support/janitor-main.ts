/** Waits until its standard input closes, then takes down and removes the instance of the checkout it was given (janitor.ts). */
import { once } from 'node:events'
import { runManage } from './manage.ts'

const [, , instance, checkout] = process.argv
if (!instance || !checkout) throw new Error('usage: janitor-main.ts INSTANCE CHECKOUT')
process.stdin.resume()
await once(process.stdin, 'close')
const ran = await runManage(['dev:clean', '--yes', '--engine', 'embedded', '--instance', instance], {
  checkout,
})
if (ran.code !== 0) {
  process.stderr.write(`${ran.stdout}${ran.stderr}`)
  process.exitCode = 1
}
