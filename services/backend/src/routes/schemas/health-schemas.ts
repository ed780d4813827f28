import { Type } from 'typebox'

const check = Type.Object({
  status: Type.Enum(['healthy', 'degraded', 'unhealthy', 'off']),
  latencyMs: Type.Number(),
  detail: Type.Optional(Type.String()),
})

export const health = Type.Object(
  {
    status: Type.Enum(['healthy', 'degraded', 'unhealthy']),
    version: Type.String(),
    uptime: Type.Number({ description: 'Seconds.' }),
    timestamp: Type.String({ format: 'date-time' }),
    checks: Type.Record(Type.String(), check),
  },
  { title: 'Health' },
)

export const live = Type.Object({
  status: Type.Literal('healthy'),
  version: Type.String(),
  uptime: Type.Number(),
})
