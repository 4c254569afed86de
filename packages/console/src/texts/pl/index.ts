export { facts } from './facts.ts'
export { screens } from './screens.ts'
export { shell } from './shell.ts'
export { ui } from './ui.ts'
