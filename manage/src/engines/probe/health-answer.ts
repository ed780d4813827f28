/** The health a service gives of itself, or why it could not be asked. */
export interface HealthAnswer {
  status: 'healthy' | 'degraded' | 'unhealthy' | 'unreachable'
  latencyMs: number
  /** What was said: the body of an HTTP answer, the gRPC status, or the connection's error. */
  detail: unknown
}
