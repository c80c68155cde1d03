export { bytesOf, getFile, grantFile, hashOf, keepBytes, recordFile, streamOf, useFileFolder } from './store.ts'
