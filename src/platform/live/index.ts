export { announce, announcement, startLive, type LiveHub } from './live.ts'
