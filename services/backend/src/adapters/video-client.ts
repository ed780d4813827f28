import { VideoService as Definition } from '@parlance/contracts'
import { createGrpcClient, type GrpcClient, type Metrics, Problem } from '@parlance/service-kit'
import type { VideoService } from '../features/videos/video-ports.ts'

export type VideoClient = GrpcClient<typeof Definition.service>

/** Connects to the video service (`host:port`), lazily. */
export function connectVideo(address: string, metrics: Metrics): VideoClient {
  return createGrpcClient(Definition, address, { deadlineMs: 5_000, metrics })
}

/** The video service, as uploads need it. @param client absent: this site has none */
export function createVideoService(client: VideoClient | undefined): VideoService {
  return {
    mostBytes: async () => {
      const none = 'Videos cannot be taken here'
      if (!client) throw new Problem('unimplemented', `${none}: this site has no service for them.`)
      const { available, detail, mostSourceBytes } = await client.call('Capabilities', {})
      // 0: it says nothing of it.
      if (available) return mostSourceBytes || Number.POSITIVE_INFINITY
      throw new Problem('unimplemented', `${none}: ${detail}`, { reason: 'no-ffmpeg' })
    },
  }
}
