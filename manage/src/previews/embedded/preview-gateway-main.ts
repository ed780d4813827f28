// The gateway of previews that are processes: the same that stands before those in Docker, which asks supervisors here and no filter.
// Its one argument is the checkout whose previews these are.
import { runGateway } from '../../../../packages/preview-gateway/src/gateway/open-gateway.ts'
import { capLog } from '../../machine/background.ts'
import { gatewayLog } from './gateway-process.ts'
import { machineEnvironment } from './machine-environment.ts'
import { ProcessControl } from './process-control.ts'

const [, , root = ''] = process.argv
const ends = new AbortController()
const control = new ProcessControl({
  root,
  env: machineEnvironment(process.env),
  signal: ends.signal,
})

/** Bytes that the gateway's log may have. */
const logCap = 10 * 1024 * 1024
setInterval(() => capLog(gatewayLog({ root }), logCap), 10_000).unref()

runGateway(process.env, () => ({ control, upstream: control.upstream, breakOff: () => ends.abort() }))
