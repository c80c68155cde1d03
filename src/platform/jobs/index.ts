export { enqueue, startJobs, type Task, type Tasks } from './jobs.ts'
