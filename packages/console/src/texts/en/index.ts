/** What every page says. What the rooms say is loaded with them, from a file each. */
export { facts } from './facts.ts'
export { screens } from './screens.ts'
export { shell } from './shell.ts'
export { ui } from './ui.ts'
