export { announce, startLive, type LiveHub } from './live.ts'
