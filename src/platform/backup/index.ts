export { backUp, restore, type Manifest } from './backup.ts'
