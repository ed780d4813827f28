import { serveJobs } from './child/jobs.ts'
import type { ImageAnswer, ImageJob } from './images/image-job.ts'
import { workOnImage } from './images/render.ts'

serveJobs<ImageJob, ImageAnswer>(workOnImage)
