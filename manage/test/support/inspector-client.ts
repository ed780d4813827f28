/** A place in a script that Node has loaded; lines count from 0. */
interface Place {
  scriptId: string
  lineNumber: number
}

/** A debugger, as far as a test needs one: it speaks the protocol of Node's inspector. */
export interface Debugger {
  /** One command of the protocol. @throws Error with the inspector's own words */
  ask(method: string, params?: object): Promise<{ locations: Place[] }>
  /** The first stop at a breakpoint. */
  readonly paused: Promise<{ callFrames: { location: Place }[] }>
  close(): void
}

/** Attaches to an inspector as editors do: by what it lists. @param address `host:port` */
export async function attach(address: string): Promise<Debugger> {
  const listed = await fetch(`http://${address}/json/list`)
  const [target] = (await listed.json()) as { webSocketDebuggerUrl: string }[]
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '')
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error(`no inspector at ${address}`)), { once: true })
  })
  const paused = Promise.withResolvers<Awaited<Debugger['paused']>>()
  const asked = new Map<number, PromiseWithResolvers<{ locations: Place[] }>>()
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params, result, error } = JSON.parse(String(data))
    if (method === 'Debugger.paused') paused.resolve(params)
    const question = asked.get(id)
    if (error) question?.reject(new Error(error.message))
    else question?.resolve(result)
  })
  let lastId = 0
  return {
    ask(method, params = {}) {
      const question = Promise.withResolvers<{ locations: Place[] }>()
      asked.set(++lastId, question)
      socket.send(JSON.stringify({ id: lastId, method, params }))
      return question.promise
    },
    paused: paused.promise,
    close: () => socket.close(),
  }
}
