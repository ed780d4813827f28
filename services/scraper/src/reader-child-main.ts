import { serveJobs } from './child/jobs.ts'
import { readPage } from './html/read-page.ts'
import type { Reading, ReadJob } from './html/reading.ts'

serveJobs<ReadJob, Reading>(readPage)
