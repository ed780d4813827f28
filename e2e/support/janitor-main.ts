/** Waits until its standard input closes, then takes down and removes the instance it was given (janitor.ts). */
import { once } from 'node:events'
import { runManage } from './manage.ts'

const instance = process.argv[2]
if (!instance) throw new Error('usage: janitor-main.ts INSTANCE')
process.stdin.resume()
await once(process.stdin, 'close')
const ran = await runManage(['dev:clean', '--yes', '--engine', 'embedded', '--instance', instance])
if (ran.code !== 0) {
  process.stderr.write(`${ran.stdout}${ran.stderr}`)
  process.exitCode = 1
}
