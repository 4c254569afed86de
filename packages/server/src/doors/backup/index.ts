// Door: backup. Copies of the whole system, made while it runs, and systems made of such copies.
export { backUp } from './back-up.ts'
export { askForBackup, askForHousekeeping, askForResetLink, startControl } from './control.ts'
export { ownMigrations } from './manifest.ts'
export type { Manifest } from './manifest.ts'
export { restore } from './restore.ts'
