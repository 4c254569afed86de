import type { Texts } from '../texts.ts'
import { access } from './access.ts'
import { customers } from './customers.ts'
import { facts } from './facts.ts'
import { home } from './home.ts'
import { imports } from './imports.ts'
import { live } from './live.ts'
import { privacy } from './privacy.ts'
import { sources } from './sources.ts'
import { shell } from './shell.ts'
import { ui } from './ui.ts'

export const pl: Texts = { access, customers, facts, home, imports, live, privacy, shell, sources, ui }
