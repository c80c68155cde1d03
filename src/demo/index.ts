export { demoAccounts, seedDemo } from './seed.ts'
